import type { Config } from './config';
// #if database
import type { Database } from './database';
// #end
import type { Log } from './logger';
// #if queue
import type { Message } from './queue';
// #end

/** What the work needs. */
export interface Context {
  readonly config: Config;
  readonly log: Log;
  // #if database
  readonly database: Database;
  // #end
}

// #if queue
/**
 * Handles a message. Put your own work here.
 *
 * When it returns, the message is deleted. When it throws, the message stays in the queue and is delivered again; after the last try it
 * moves to the dead-letter queue. A message can arrive more than once: handling it twice must do no harm.
 */
// #if database
export async function handle(message: Message, { log, database }: Context): Promise<void> {
  await database.query('INSERT INTO work (id, content) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING', [message.id, message.body]);
  log('info', 'the message is stored', { message_id: message.id });
}
// #else
export async function handle(message: Message, { log }: Context): Promise<void> {
  log('info', 'a message arrived', { message_id: message.id, characters: message.body.length });
}
// #end
// #else
/**
 * One piece of work, which is done again and again. Put your own work here. A piece that is interrupted is done again: doing it twice must
 * do no harm.
 */
// #if database
export async function work({ log, database }: Context): Promise<void> {
  const [row] = await database.query('SELECT count(*)::int AS count FROM work');
  log('info', 'the work is done', { rows: row?.['count'] });
}
// #else
export async function work({ config, log }: Context): Promise<void> {
  log('info', 'the work is done', { environment: config.environment });
}
// #end
// #end
