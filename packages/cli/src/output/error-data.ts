import type { CommandContext } from '../command';
import { jsonText } from './json';

/**
 * Prints an error of a command with `--json`: as data on stdout, and in one line on stderr. A script often sends stdout to a file, and its
 * log would not say why it failed. Where both are the same terminal, file or pipe, the line is left out.
 */
export function printErrorData(
  data: object,
  message: string,
  { stdout, stderr, colors, sharesOutput = false }: CommandContext,
): void {
  stdout(jsonText(data));
  if (!sharesOutput) stderr(`${colors.red('error:')} ${message.trim().replaceAll(/\s*\n\s*/g, ' ')}\n`);
}
