import type { Client } from 'pg';
import { connectMaster, type Master } from './session';

/** Connections of a master that one piece of work uses after another. */
export interface Clients {
  /** Runs work with a connection. One that work has failed on is not used again. */
  readonly use: <T>(work: (client: Client) => Promise<T>) => Promise<T>;
  /** Closes the connections. No work may be running. */
  readonly end: () => Promise<void>;
}

/** Connections of a master, opened when work finds none that is free. */
export function clientsOf(master: Master): Clients {
  const free: Client[] = [];
  return {
    use: async (work) => {
      const client = free.pop() ?? (await connectMaster(master));
      try {
        const result = await work(client);
        free.push(client);
        return result;
      } catch (error) {
        await client.end().catch(() => undefined);
        throw error;
      }
    },
    end: async () => {
      for (const client of free.splice(0)) await client.end().catch(() => undefined);
    },
  };
}
