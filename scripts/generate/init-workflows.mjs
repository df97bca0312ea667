// Copies the workflows of this repository that a new fleet gets (`goldenpath init`), with the action and the scripts that they call, to the
// templates of the package. `plan.yml` is smaller than that of this repository, because a new fleet has no role to plan with yet: it is in
// `init/`, without the commits of the actions, and gets those that this repository uses.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const WORKFLOWS = '.github/workflows';
const OWN = 'scripts/generate/init';
const SETUP = '.github/actions/setup';
const TEMPLATES = 'packages/fleet/templates/init';

/** The file that each file of a new fleet is generated from. */
const SOURCES = {
  ...Object.fromEntries(
    ['create-rds-database', 'deploy', 'deploy-target', 'release', 'rotate-passwords'].map((name) => [
      `${WORKFLOWS}/${name}.yml`,
      `${WORKFLOWS}/${name}.yml`,
    ]),
  ),
  [`${WORKFLOWS}/plan.yml`]: `${OWN}/plan.yml`,
  [`${SETUP}/action.yml`]: `${SETUP}/action.yml`,
  [`${SETUP}/install.sh`]: `${SETUP}/install.sh`,
  ...Object.fromEntries(
    ['find-deployment.mjs', 'find-removals.mjs', 'keep-audit.sh', 'lib.mjs', 'protect-environments.sh'].map((name) => [
      `scripts/ci/${name}`,
      `scripts/ci/${name}`,
    ]),
  ),
};

/** Returns the templates by their paths. Their names do not begin with a dot, which some tools leave out of packages. */
export function initWorkflows(root) {
  const pins = pinsOf(root);
  return Object.fromEntries(
    Object.entries(SOURCES).map(([path, source]) => [
      `${TEMPLATES}/${path.replace(/^\.github\//, 'github/')}`,
      pinned(readFileSync(join(root, source), 'utf8'), pins, source),
    ]),
  );
}

/** Returns the commit and the version of each action that this repository uses: `@<commit> # v<version>` by the action's name. */
function pinsOf(root) {
  const files = [...readdirSync(join(root, WORKFLOWS)).map((name) => `${WORKFLOWS}/${name}`), `${SETUP}/action.yml`];
  const pins = new Map();
  for (const file of files)
    for (const [, action, pin] of readFileSync(join(root, file), 'utf8').matchAll(
      /uses: ([\w./-]+)(@[0-9a-f]{40} # v[\d.]+)/g,
    )) {
      const known = pins.get(action) ?? pin;
      if (known !== pin) throw new Error(`${file} uses ${action}${pin}, and another workflow ${known}.`);
      pins.set(action, pin);
    }
  return pins;
}

/** Returns a workflow with the commit of each action that names none. */
function pinned(text, pins, path) {
  return text.replaceAll(/(?<=^ *(?:- )?uses: )(?!\.)([\w./-]+)(?=\s)/gm, (action) => {
    const pin = pins.get(action);
    if (pin === undefined) throw new Error(`${path} uses ${action}, which no workflow of this repository uses.`);
    return `${action}${pin}`;
  });
}
