import { createColors } from 'picocolors';
import type { CommandContext } from '@goldenpath/cli';

/** A context that collects what is printed. */
export function contextOf(
  cwd: string,
  isInteractive: boolean,
  input = '',
): CommandContext & { readonly printed: string[] } {
  const printed: string[] = [];
  return {
    cwd,
    stdout: (text) => void printed.push(text),
    stderr: (text) => void printed.push(text),
    colors: createColors(false),
    isInteractive,
    showProgress: false,
    env: {},
    readInput: () => Promise.resolve(Buffer.from(input)),
    printed,
  };
}
