import { type AddressInfo, connect, createServer } from 'node:net';

/**
 * Returns the wanted port where it is free on all addresses, else one that is.
 *
 * @param taken - Ports that will be used, and are not yet.
 */
export async function freePort(wanted?: number, taken: ReadonlySet<number> = new Set()): Promise<number> {
  const port = wanted === undefined || taken.has(wanted) ? undefined : await tryPort(wanted);
  if (port !== undefined) return port;
  const found = await tryPort(0);
  if (found === undefined) throw new Error('This machine has no free port.');
  return taken.has(found) ? freePort(undefined, taken) : found;
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, () => {
      const { port: found } = server.address() as AddressInfo;
      server.close(() => resolve(found));
    });
  });
}

/** Whether something accepts connections on a port of this machine. */
export function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (result: boolean) => {
      socket.destroy();
      resolve(result);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}
