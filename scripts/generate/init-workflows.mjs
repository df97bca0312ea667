// Writes the workflows that `goldenpath init` shares with this repository. Only the steps that set up a job, and scripts in files, differ.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const WORKFLOWS = { CREATE_RDS_DATABASE_WORKFLOW: 'create-rds-database.yml', RELEASE_WORKFLOW: 'release.yml' };

/** Lines of the workflows here, and the expressions that a new fleet has instead. */
const REPLACED = [['      - uses: ./.github/actions/setup\n', '${SETUP}']];

const MARK = '\u0000';

export function initWorkflows(root) {
  const constants = Object.entries(WORKFLOWS).map(([name, file]) => {
    const text = readFileSync(join(root, '.github/workflows', file), 'utf8');
    return `/** \`.github/workflows/${file}\` of a new fleet. */\nexport const ${name} = \`${literal(text)}\`;\n`;
  });
  const head =
    "// Generated from .github/workflows by `pnpm generate`. Do not edit.\nimport { SETUP } from './setup-steps';\n";
  return { 'packages/fleet/src/init/shared-workflows.ts': [head, ...constants].join('\n') };
}

/** Returns text as the content of a template literal. */
function literal(text) {
  const marked = REPLACED.reduce((kept, [lines], index) => kept.replaceAll(lines, `${MARK}${index}${MARK}`), text);
  const escaped = marked.replaceAll(/\\|`|\$\{/g, '\\$&');
  return REPLACED.reduce((kept, [, code], index) => kept.replaceAll(`${MARK}${index}${MARK}`, () => code), escaped);
}
