import { stopTelemetry } from './telemetry';
import type { Server } from 'node:http';
import { createApp } from './app';
import { type Config, ConfigurationError, readConfig } from './config';
import { logger } from './logger';
import type { Dependencies } from './routes';

async function main(): Promise<void> {
  const config = readConfig();
  logger.level = config.logLevel;
  const dependencies: Dependencies = {
  };
  const app = createApp(config, dependencies);
  const server = app.listen(config.port, (error) => {
    if (error !== undefined) fail(error);
    const address = server.address();
    logger.info('listening', { port: typeof address === 'object' ? address?.port : address });
  });
  // A connection that sends its request too slowly is closed. Keep-alive outlasts that of load balancers.
  server.headersTimeout = 20_000;
  server.requestTimeout = config.requestTimeoutSeconds * 1_000;
  server.keepAliveTimeout = 65_000;

  const stop = async (): Promise<void> => {
    await stopTelemetry();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void shutDown(server, signal, config, stop).then(exit, fail));
  }
}

/** Takes no more connections, answers the requests that are running, and ends. */
async function shutDown(server: Server, signal: string, config: Config, stop: () => Promise<void>): Promise<void> {
  logger.info('shutting down', { signal });
  const late = setTimeout(() => {
    logger.error('requests are still running: they are dropped');
    process.exit(1);
  }, config.shutdownTimeoutSeconds * 1_000);
  late.unref();
  // A connection that a client keeps open is closed when it has no request.
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  clearInterval(idle);
  await stop();
  logger.info('stopped');
}

function exit(): void {
  process.exitCode = 0;
  // What is left open, such as a timer of a library, does not keep the process.
  setImmediate(() => process.exit());
}

function fail(error: unknown): void {
  const problems = error instanceof ConfigurationError ? { problems: error.problems } : {};
  logger.error(error instanceof Error ? error.message : String(error), problems);
  process.exitCode = 1;
  setImmediate(() => process.exit());
}

main().catch(fail);
