import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';

/**
 * Returns the body of a request; `undefined` when its client leaves before it has sent all of it, as a process does that is killed. Without
 * this, a server of a test would fail the test that runs by then.
 */
export function tryBody(request: IncomingMessage): Promise<Buffer | undefined> {
  return buffer(request).catch(() => undefined);
}
