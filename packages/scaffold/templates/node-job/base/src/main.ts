import { readConfig } from './config';
import { run } from './job';
import { createLog } from './logger';

async function main(): Promise<void> {
  const config = readConfig();
  const log = createLog(config.logLevel);
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => stop.abort(new Error(`The run was ended by ${signal}.`)));
  const started = Date.now();
  await run(config, log, stop.signal);
  log('info', 'finished', { seconds: (Date.now() - started) / 1_000 });
}

// A run that fails exits with 1, so that Kubernetes tries it again.
main().catch((error: unknown) => {
  createLog('info')('error', error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
