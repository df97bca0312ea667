// #if database|storage
import express, { Router } from 'express';
// #else
import { Router } from 'express';
// #end
import { type Config, SERVICE } from './config';
// #if database
import { addItem, type Database, listItems } from './database';
// #end
import { logger } from './logger';
// #if storage
import type { Store } from './store';
// #end

/** What the service needs to answer requests. */
export interface Dependencies {
  // #if database
  readonly database: Database;
  // #end
  // #if storage
  readonly store: Store;
  // #end
}

/** What the service is for. Add your own routes here. */
export function routes(config: Config, dependencies: Dependencies): Router {
  const router = Router();

  router.get('/', (_request, response) => {
    logger.info('greeting');
    response.json({ service: SERVICE, description: {{description}}, environment: config.environment });
  });
  // #if database

  router.get('/items', async (_request, response) => {
    response.json({ items: await listItems(dependencies.database) });
  });

  router.post('/items', express.json({ limit: '100kb' }), async (request, response) => {
    const { name } = Object(request.body) as { name?: unknown };
    if (typeof name !== 'string' || name.length < 1 || name.length > 200) {
      response.status(400).json({ error: '`name` must be a text of 1 to 200 characters.' });
      return;
    }
    response.status(201).json(await addItem(dependencies.database, name));
  });
  // #end
  // #if storage

  router.get('/files/:key', async (request, response) => {
    const value = await dependencies.store.read(request.params.key);
    if (value === undefined) response.status(404).json({ error: 'There is no such file.' });
    else response.type('text/plain').send(value);
  });

  router.put('/files/:key', express.text({ type: () => true, limit: '1mb' }), async (request, response) => {
    await dependencies.store.write(request.params.key, typeof request.body === 'string' ? request.body : '');
    response.status(204).end();
  });
  // #end

  return router;
}
