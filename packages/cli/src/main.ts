import { processContext } from './process-context';
import { run } from './run';

void run(process.argv.slice(2), processContext()).then((code) => {
  // Not process.exit(): what is still on its way into a pipe would be lost.
  process.exitCode = code;
});
