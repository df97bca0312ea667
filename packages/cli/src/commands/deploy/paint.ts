import type { Paint } from '@goldenpath/deploy';
import type { CommandContext } from '../../command';

/** Returns the colours of a run summary. Losses are red. */
export function paintOf({ colors }: CommandContext): Paint {
  return { create: colors.green, update: colors.yellow, destroy: colors.red, strong: colors.bold, faint: colors.dim };
}
