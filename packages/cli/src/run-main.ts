import { compileLater } from './engine-flags';
import { processContext } from './process-context';
import { run } from './run';

/** Runs a command line as this process: prints to its streams and exits with the command's exit code. */
export function runMain(argv: readonly string[]): void {
  compileLater();
  let isDone = false;
  // Code in a spec can end the process. An exit code of 0 would then look like success.
  process.on('exit', () => {
    if (isDone) return;
    process.stderr.write(
      'error: The process ended before its work was done, for example by `process.exit` in a spec.\n',
    );
    process.exitCode = 1;
  });
  let hasFailed = false;
  const fail = (message: string): void => {
    if (!hasFailed) process.stderr.write(`error: ${message}\n`);
    hasFailed = true;
  };
  const end = (message: string): never => {
    isDone = true;
    fail(message);
    process.exit(1);
  };
  const exit = () => {
    if (hasFailed) process.exitCode ||= 1;
    process.exit();
  };
  void run(argv, processContext({ end, fail })).then((code) => {
    isDone = true;
    process.exitCode = code;
    // Exits explicitly, because a timer in a spec would keep the process alive. Pending output is written first.
    process.stdout.write('', () => process.stderr.write('', () => setImmediate(exit)));
  });
}
