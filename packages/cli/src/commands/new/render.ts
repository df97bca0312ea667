import type { CommandContext } from '../../command';
import { committedFiles } from './committed-files';
import type { CreatedSpec } from './create-spec';

/** The next steps after a spec is written, ending in a newline. */
export function nextSteps(created: CreatedSpec, { colors, cwd }: Pick<CommandContext, 'colors' | 'cwd'>): string {
  const { name, file } = created;
  const updated = committedFiles(created, cwd);
  return [
    `${colors.green('Wrote')} ${file}.`,
    '',
    colors.bold('Next'),
    `  npx goldenpath explain ${name}   show the resolved settings`,
    '  npx goldenpath validate',
    `  npx goldenpath synth --only ${name}`,
    ...updated.map(({ command }) => `  ${command}`),
    `  git switch --create add-${name}`,
    `  git add ${[file, ...updated.map((one) => one.file)].join(' ')} && git commit --message "Add ${name}"`,
    '  npx goldenpath review --base main   show the effect of the change; then open a pull request',
    '',
  ].join('\n');
}
