import { type FleetDraft, shownPath, type WrittenFleet } from '@goldenpath/fleet';
import type { CommandContext } from '../../command';

/** A fleet that was created. */
export interface CreatedFleet {
  readonly root: string;
  readonly draft: Pick<FleetDraft, 'answers' | 'examples'>;
  readonly result: WrittenFleet;
}

/** Returns the created files and the next steps, with a final newline. */
export function initText(
  { root, draft: { answers, examples }, result: { written, kept } }: CreatedFleet,
  { colors, cwd }: Pick<CommandContext, 'colors' | 'cwd'>,
): string {
  const shown = shownPath(root, cwd);
  return [
    `${colors.green('Created a fleet')} in ${shown === '.' ? 'this folder' : shown}:`,
    ...written.map((file) => `  ${file}`),
    ...(kept.includes('package.json')
      ? ['Kept package.json: @goldenpath/cli and @goldenpath/spec must be in its dependencies.']
      : []),
    ...(kept.includes('.gitignore') ? ['Kept .gitignore: it must list node_modules/, /dist/ and /cdktf.out/.'] : []),
    '',
    colors.bold('Next'),
    ...(shown === '.' ? [] : [`  cd ${/^[\w./-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", `'\\''`)}'`}`]),
    ...(kept.includes('package.json')
      ? []
      : ['  npm install                           install Golden Path; commit package-lock.json']),
    '  npx goldenpath validate               check the platform file and every spec',
    `  npx goldenpath explain ${answers.app.padEnd(15)}show the settings of the first application`,
    '  npx goldenpath deploy --simulate      apply the stacks in a simulated cloud',
    '  npx goldenpath new                    add an application',
    '  git init --initial-branch main && git add . && git commit -m "Create the fleet"',
    ...(examples.length === 0
      ? []
      : ['', `Before a real deployment, replace the example values in platform.yaml: ${examples.join(', ')}.`]),
    '',
  ].join('\n');
}
