import type { Draft } from './draft';
import type { ImportNode } from './node';

/** A port that the container listens on. */
export interface FoundPort {
  /** @default none */
  readonly name?: string;
  readonly port: number;
  readonly isUdp?: boolean;
  readonly node: ImportNode;
}

const LONGEST_NAME = 15;

/** The first words of names that say what is spoken on a port. */
const PROTOCOLS = /^(http|grpc|tcp|udp)(-|$)/;

/** Ports of protocols that are not HTTP. */
const NOT_HTTP: ReadonlySet<number> = new Set([1883, 3306, 5432, 5672, 6379, 9092, 11211, 27017]);

/** Sets the ports: `port` for a single one that speaks HTTP, `ports` otherwise. Without ports, the application is a worker. */
export function setPorts(draft: Draft, given: readonly FoundPort[]): void {
  const found = given.filter((each, index) => given.findIndex((other) => isSame(each, other)) === index);
  const [first, ...more] = found;
  if (first === undefined) return draft.set(['ports'], []);
  const isPlain = first.isUdp !== true && (first.name === undefined || /^(http|web|www)$/.test(first.name));
  if (more.length === 0 && isPlain && !NOT_HTTP.has(first.port)) return draft.set(['port'], first.port, first.node);
  if (more.length === 0 && first.isUdp !== true && NOT_HTTP.has(first.port)) {
    draft.set(['port'], first.port, first.node);
    return draft.set(['probe'], 'tcp');
  }
  const names = new Set<string>();
  const ports = found.map((each, index) => entryOf(each, index, names));
  draft.set(['ports'], ports, first.node);
}

/** A program can listen on one number twice: with TCP and with UDP. */
function isSame(one: FoundPort, other: FoundPort): boolean {
  return one.port === other.port && (one.isUdp ?? false) === (other.isUdp ?? false);
}

function entryOf({ name, port, isUdp = false }: FoundPort, index: number, names: Set<string>) {
  const short = portName(name ?? (index === 0 && !isUdp && !NOT_HTTP.has(port) ? 'http' : `port-${port}`));
  const own = names.has(short) ? portName(`p-${port}`) : short;
  names.add(own);
  const protocol = isUdp ? 'udp' : PROTOCOLS.test(own) ? undefined : /^(web|www|api)$/.test(own) ? 'http' : undefined;
  return { name: own, port, ...(protocol !== undefined && { protocol }) };
}

function portName(text: string): string {
  const name = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[-0-9]+|-+$/g, '')
    .slice(0, LONGEST_NAME)
    .replace(/-+$/, '');
  return name === '' ? 'port' : name;
}
