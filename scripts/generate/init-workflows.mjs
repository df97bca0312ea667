// Writes the workflows that `goldenpath init` shares with this repository. Only the steps that set up a job, and scripts in files, differ.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const WORKFLOWS = {
  CREATE_RDS_DATABASE_WORKFLOW: 'create-rds-database.yml',
  RELEASE_WORKFLOW: 'release.yml',
  ROTATE_PASSWORDS_WORKFLOW: 'rotate-passwords.yml',
};

/** Lines of the workflows here, the expressions that a new fleet has instead, and the imports that these need. */
const REPLACED = [
  ['      - uses: ./.github/actions/setup\n', '${SETUP}', "import { SETUP } from './setup-steps';"],
  [
    '          mkdir -p audit\n          bash scripts/ci/keep-audit.sh audit\n',
    '${KEEP_AUDIT}',
    "import { KEEP_AUDIT } from './keep-audit';",
  ],
];

const MARK = '\u0000';

/** Returns one module for each workflow. */
export function initWorkflows(root) {
  const modules = Object.entries(WORKFLOWS).map(([name, file]) => {
    const text = literal(readFileSync(join(root, '.github/workflows', file), 'utf8'));
    const imports = REPLACED.filter(([, code]) => text.includes(code)).map(([, , line]) => `${line}\n`);
    const head = '// Generated from .github/workflows by `pnpm generate`. Do not edit.\n';
    const constant = `/** \`.github/workflows/${file}\` of a new fleet. */\nexport const ${name} = \`${text}\`;\n`;
    return [
      `packages/fleet/src/init/${basename(file, '.yml')}-workflow.ts`,
      `${head}${imports.sort().join('')}\n${constant}`,
    ];
  });
  return Object.fromEntries(modules);
}

/** Returns text as the content of a template literal. */
function literal(text) {
  const marked = REPLACED.reduce((kept, [lines], index) => kept.replaceAll(lines, `${MARK}${index}${MARK}`), text);
  const escaped = marked.replaceAll(/\\|`|\$\{/g, '\\$&');
  return REPLACED.reduce((kept, [, code], index) => kept.replaceAll(`${MARK}${index}${MARK}`, () => code), escaped);
}
