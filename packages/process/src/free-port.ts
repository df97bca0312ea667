import { type AddressInfo, createServer } from 'node:net';

/**
 * Returns the wanted port where it is free on all addresses of this machine, else one that is.
 *
 * @param wanted - @default any port
 * @param taken - Ports that will be used, and are not yet. @default none
 * @throws Error where the machine has no free port.
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
