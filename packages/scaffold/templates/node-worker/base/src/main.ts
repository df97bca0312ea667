import { ConfigurationError, readConfig } from './config';
// #if database
import { openDatabase } from './database';
// #end
import { createLog } from './logger';
// #if queue
import { errorText, repeat } from './loop';
import { handleNext, openQueue } from './queue';
import { type Context, handle } from './worker';
// #else
import { errorText, pause, repeat } from './loop';
import { type Context, work } from './worker';
// #end

async function main(): Promise<void> {
  const config = readConfig();
  const log = createLog(config.logLevel);
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => {
      log('info', 'shutting down', { signal });
      stop.abort();
    });
  // #if database
  const database = openDatabase(config.database, log);
  // #end
  // #if queue
  const queue = openQueue(config);
  // #end
  const context: Context = {
    config,
    log,
    // #if database
    database,
    // #end
  };
  log('info', 'started', { environment: config.environment });
  try {
    // #if queue
    const piece = () => handleNext(queue, (message) => handle(message, context), log, stop.signal);
    // #else
    const piece = async (): Promise<void> => {
      await work(context);
      await pause(config.intervalSeconds * 1_000, stop.signal);
    };
    // #end
    await repeat(piece, log, stop.signal);
  } finally {
    // #if queue
    queue.close();
    // #end
    // #if database
    await database.close();
    // #end
  }
  log('info', 'stopped');
}

main().then(exit, fail);

function exit(): void {
  // What is left open, such as a timer of a library, does not keep the process.
  setImmediate(() => process.exit());
}

function fail(error: unknown): void {
  const log = createLog('info');
  if (error instanceof ConfigurationError) log('error', error.message, { problems: error.problems });
  else log('error', 'the worker failed', { error: errorText(error) });
  process.exitCode = 1;
  exit();
}
