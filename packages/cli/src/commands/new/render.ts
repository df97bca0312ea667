import type { CommandContext } from '../../command';
import type { CreatedSpec } from './create-spec';

/** The next steps after a spec is written, ending in a newline. */
export function nextSteps({ name, file }: CreatedSpec, { colors }: Pick<CommandContext, 'colors'>): string {
  return [
    `${colors.green('Wrote')} ${file}.`,
    '',
    colors.bold('Next'),
    `  npx goldenpath explain ${name}   show the resolved settings`,
    '  npx goldenpath validate',
    `  npx goldenpath synth --only ${name}`,
    `  git switch --create add-${name}`,
    `  git add ${file} && git commit --message "Add ${name}"`,
    '  npx goldenpath review --base main   show the effect of the change; then open a pull request',
    '',
  ].join('\n');
}
