import type { ValidatedFleet } from '@goldenpath/fleet';
import type { CommandContext } from '../../command';

/** Returns one line about a valid fleet, and one for each note. */
export function validText(
  { apps, environments, notes }: ValidatedFleet,
  { colors }: Pick<CommandContext, 'colors'>,
): string {
  const count = `${apps.length} ${apps.length === 1 ? 'application' : 'applications'}`;
  const programs = apps.filter(({ trust }) => trust === 'code').length;
  const were = programs === 1 ? 'is a TypeScript file that was' : 'are TypeScript files that were';
  const code = programs === 0 ? '' : ` ${programs} of them ${were} run.`;
  return `${colors.green('Valid:')} ${count} in ${environments.join(', ')}.${code}\n${notes.map((note) => `Note: ${note}\n`).join('')}`;
}
