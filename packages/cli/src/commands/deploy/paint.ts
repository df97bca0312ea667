import type { Paint } from '@goldenpath/deploy';
import type { CommandContext } from '../../command';

/** The colours of a summary: red is what is lost. */
export function paintOf({ colors }: CommandContext): Paint {
  return { create: colors.green, update: colors.yellow, destroy: colors.red, strong: colors.bold, faint: colors.dim };
}
