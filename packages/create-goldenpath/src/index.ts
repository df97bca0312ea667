import { main } from '@goldenpath/cli';

/** Runs `goldenpath init` with the arguments of `npm create goldenpath`, in this process. */
export function create(argv: readonly string[]): void {
  main(['init', ...argv]);
}
