import type { CommandContext } from '../../command';
import type { CreatedSpec } from './create-spec';

/** What to do once a spec is written, ending in a newline. */
export function nextSteps({ name, file }: CreatedSpec, { colors }: Pick<CommandContext, 'colors'>): string {
  return [
    `${colors.green('Wrote')} ${file}.`,
    '',
    colors.bold('Next'),
    `  npx goldenpath explain ${name}   what will be made of it, and why`,
    '  npx goldenpath validate',
    `  npx goldenpath synth --only ${name}`,
    `  git add ${file} && git commit`,
    '',
  ].join('\n');
}
