import { processContext } from './process-context';
import { run } from './run';

let isDone = false;

// The code of a spec runs in this process. What it leaves behind may end the process, and a silent 0 would pass for success.
process.on('exit', () => {
  if (isDone) return;
  process.stderr.write(
    'error: Something ended this process before its work was done, such as `process.exit` in a spec.\n',
  );
  process.exitCode = 1;
});

void run(process.argv.slice(2), processContext()).then((code) => {
  isDone = true;
  process.exitCode = code;
  // Ended, because a timer of a spec's code would keep it alive; but not before what is on its way into a pipe is through,
  // or has failed to go through.
  process.stdout.write('', () => process.stderr.write('', () => setImmediate(() => process.exit())));
});
