import { processContext } from './process-context';
import { run } from './run';

/** Runs a command line as this process: prints to its streams, and ends it with the exit code of the command. */
export function runMain(argv: readonly string[]): void {
  let isDone = false;
  // The code of a spec may end the process, and a silent 0 would pass for success.
  process.on('exit', () => {
    if (isDone) return;
    process.stderr.write(
      'error: The process ended before its work was done, for example by `process.exit` in a spec.\n',
    );
    process.exitCode = 1;
  });
  void run(argv, processContext()).then((code) => {
    isDone = true;
    process.exitCode = code;
    // Ended explicitly: a timer of a spec's code would keep the process alive. Pending output of pipes is written first.
    process.stdout.write('', () => process.stderr.write('', () => setImmediate(() => process.exit())));
  });
}
