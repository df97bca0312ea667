// Writes the workflows of a new fleet (`goldenpath init`). Some are those of this repository. The others are smaller than those of this
// repository and are in `init/`, without the commits of the actions: every workflow uses the commits that this repository uses.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const WORKFLOWS = '.github/workflows';
const OWN = 'scripts/generate/init';
const SETUP_ACTION = '.github/actions/setup/action.yml';
const KEEP_AUDIT_SCRIPT = 'scripts/ci/keep-audit.sh';

/** The folder that each workflow of a new fleet is generated from. */
const FOLDERS = {
  'create-rds-database': WORKFLOWS,
  deploy: OWN,
  plan: OWN,
  release: WORKFLOWS,
  'rotate-passwords': WORKFLOWS,
};

/** Lines of the sources, the expressions that replace them, and the imports that these need. */
const REPLACED = [
  ['      - uses: ./.github/actions/setup\n', '${SETUP}', "import { SETUP } from './setup-steps';"],
  [
    '          mkdir -p audit\n          bash scripts/ci/keep-audit.sh audit\n',
    '${KEEP_AUDIT}',
    "import { KEEP_AUDIT } from './keep-audit';",
  ],
];

const MARK = '\u0000';

/** Returns one module for each workflow, and one for each text that several workflows contain. */
export function initWorkflows(root) {
  const pins = pinsOf(root);
  const read = (path) => pinned(readFileSync(join(root, path), 'utf8'), pins, path);
  const workflows = Object.entries(FOLDERS).map(([name, folder]) => {
    const source = `${folder}/${name}.yml`;
    const doc = `\`.github/workflows/${name}.yml\` of a new fleet.`;
    return [`${name}-workflow`, moduleText(source, doc, constantName(name), read(source))];
  });
  const setup = `${OWN}/setup-steps.yml`;
  const texts = {
    'setup-steps': moduleText(setup, 'The steps that set up a job of a new fleet.', 'SETUP', read(setup)),
    'keep-audit': moduleText(
      KEEP_AUDIT_SCRIPT,
      'The shell of the job that keeps the audit of databases on the branch `governance`.',
      'KEEP_AUDIT',
      keepAudit(read(KEEP_AUDIT_SCRIPT)),
    ),
  };
  return Object.fromEntries(
    [...workflows, ...Object.entries(texts)].map(([name, text]) => [`packages/fleet/src/init/${name}.ts`, text]),
  );
}

/** Returns the name of a workflow's constant: `deploy` → `DEPLOY_WORKFLOW`. */
function constantName(workflow) {
  return `${workflow.replaceAll('-', '_').toUpperCase()}_WORKFLOW`;
}

function moduleText(source, doc, name, text) {
  const content = literal(text);
  const imports = REPLACED.filter(([, code]) => content.includes(code)).map(([, , line]) => `${line}\n`);
  const head = `// Generated from ${source} by \`pnpm generate\`. Do not edit.\n`;
  const separator = imports.length === 0 ? '' : '\n';
  return `${head}${imports.sort().join('')}${separator}/** ${doc} */\nexport const ${name} = \`${content}\`;\n`;
}

/** Returns the lines of the script as a step of a workflow. A step has no arguments: the folder is always `audit`. */
function keepAudit(script) {
  const opening = /^#!.*\n(?:#.*\n)*set -euo pipefail\nfrom=\$\(realpath "\$1"\)\n/;
  if (!opening.test(script))
    throw new Error(`${KEEP_AUDIT_SCRIPT} begins with other lines than its generator expects.`);
  return script.replace(opening, 'from=$PWD/audit\n').replaceAll(/^(?=.)/gm, ' '.repeat(10));
}

/** Returns the commit and the version of each action that this repository uses: `@<commit> # v<version>` by the action's name. */
function pinsOf(root) {
  const files = [...readdirSync(join(root, WORKFLOWS)).map((name) => `${WORKFLOWS}/${name}`), SETUP_ACTION];
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
  return text.replaceAll(/(?<=uses: )(?!\.)([\w./-]+)(?=\s)/g, (action) => {
    const pin = pins.get(action);
    if (pin === undefined) throw new Error(`${path} uses ${action}, which no workflow of this repository uses.`);
    return `${action}${pin}`;
  });
}

/** Returns text as the content of a template literal. */
function literal(text) {
  const marked = REPLACED.reduce((kept, [lines], index) => kept.replaceAll(lines, `${MARK}${index}${MARK}`), text);
  const escaped = marked.replaceAll(/\\|`|\$\{/g, '\\$&');
  return REPLACED.reduce((kept, [, code], index) => kept.replaceAll(`${MARK}${index}${MARK}`, () => code), escaped);
}
