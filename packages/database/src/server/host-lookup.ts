import { type LookupAddress, type LookupOptions, lookup } from 'node:dns';
import { Socket } from 'node:net';

/** RDS moves the name of an instance on a failover. Its names live for 5 seconds. */
const KEEP_MS = 5_000;

interface Answer {
  readonly until: number;
  readonly addresses: readonly LookupAddress[];
}

const answers = new Map<string, Answer>();

type Done = (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void;

/** Looks a host up as `dns.lookup` does. A resolver of AWS drops what is more than about a thousand questions a second. */
function lookupOnce(host: string, _: LookupOptions, done: Done): void {
  const known = answers.get(host);
  if (known !== undefined && performance.now() < known.until) {
    process.nextTick(done, null, [...known.addresses]);
    return;
  }
  lookup(host, { all: true }, (error, addresses) => {
    if (error === null) answers.set(host, { until: performance.now() + KEEP_MS, addresses });
    done(error, addresses);
  });
}

/** A socket for one connection to a host. Connections of the same seconds ask for its addresses once. */
export function socketOfHost(): Socket {
  const socket = new Socket();
  const connect = socket.connect.bind(socket);
  return Object.assign(socket, {
    // pg calls it with these two only. Node asks for all addresses, and tries one after the other.
    connect: (port: number, host: string) => connect({ port, host, lookup: lookupOnce, autoSelectFamily: true }),
  });
}
