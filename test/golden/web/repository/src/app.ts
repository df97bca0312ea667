import express, { type Express } from 'express';
import type { Config } from './config';
import { countRequests, registry } from './metrics';
import { answerError, answerNotFound, limitTime, logRequests } from './requests';
import { type Dependencies, routes } from './routes';

/** The service without a server: what answers its requests. */
export function createApp(config: Config, dependencies: Dependencies): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(countRequests, logRequests, limitTime(config.requestTimeoutSeconds));

  app.get('/health', (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.get('/ready', async (_request, response) => {
    const reason = await unready(dependencies);
    if (reason === undefined) response.json({ status: 'ready' });
    else response.status(503).json({ status: 'unavailable', reason });
  });
  app.get('/metrics', async (_request, response) => {
    response.type(registry.contentType).send(await registry.metrics());
  });

  app.use(routes(config, dependencies));
  app.use(answerNotFound);
  app.use(answerError);
  return app;
}

/** What is away that every request needs; `undefined` where all of it is there. */
async function unready(dependencies: Dependencies): Promise<string | undefined> {
  return undefined;
}
