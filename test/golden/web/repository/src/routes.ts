import { Router } from 'express';
import { type Config, SERVICE } from './config';
import { logger } from './logger';

/** What the service needs to answer requests. */
export interface Dependencies {
}

/** What the service is for. Add your own routes here. */
export function routes(config: Config, dependencies: Dependencies): Router {
  const router = Router();

  router.get('/', (_request, response) => {
    logger.info('greeting');
    response.json({ service: SERVICE, description: "The pages", environment: config.environment });
  });

  return router;
}
