import type { FleetFacts } from '@goldenpath/model';
import { counted } from '../values/words';
import type { Link, Piece, Pieces } from './pieces';

/** More applications on one side of a picture than this are counted. */
const MOST_NEIGHBOURS = 6;

/** Who uses an application, and whom it uses. */
export function neighbourPieces(facts: FleetFacts, name: string, environments: readonly string[]): Pieces {
  const uses: [string, string][] = [];
  const usedBy: [string, string][] = [];
  for (const app of facts.apps)
    for (const { environment, uses: used } of app.environments) {
      if (!environments.includes(environment)) continue;
      if (app.name === name) uses.push(...used.map((other): [string, string] => [other, environment]));
      else if (used.includes(name)) usedBy.push([app.name, environment]);
    }
  const entry = entryOf(facts, name);
  const below = side(uses, 'others-used', 'used', facts, (id, environment) => edge('workload', id, environment));
  const above = side(usedBy, 'others-using', 'using', facts, (id, environment) => edge(id, entry, environment));
  return {
    pieces: uniquePieces([...above.pieces, ...below.pieces]),
    links: [...above.links, ...below.links],
  };
}

/** What a caller of the application meets first. */
function entryOf(facts: FleetFacts, name: string): string {
  const app = facts.apps.find((candidate) => candidate.name === name);
  const [service] = app?.environments[0]?.services ?? [];
  return service === undefined ? 'workload' : `service:${service.name}`;
}

function side(
  pairs: readonly [string, string][],
  restId: string,
  restWord: string,
  facts: FleetFacts,
  toLink: (id: string, environment: string) => Link,
): Pieces {
  const names = [...new Set(pairs.map(([name]) => name))];
  const shown = new Set(names.length > MOST_NEIGHBOURS ? names.slice(0, MOST_NEIGHBOURS - 1) : names);
  const rest = names.length - shown.size;
  const owners = new Map(facts.apps.map((app) => [app.name, app.owner]));
  const entries = pairs.map(([name, environment]) =>
    shown.has(name)
      ? { id: `app:${name}`, environment, name, facts: [`of ${owners.get(name) ?? 'nobody'}`] }
      : { id: restId, environment, name: `${counted(rest, 'other application')} ${restWord}`, facts: [] },
  );
  const pieces = entries.map((entry): Piece => ({ ...entry, kind: 'application', objects: [], resources: null }));
  return { pieces: uniquePieces(pieces), links: pieces.map(({ id, environment }) => toLink(id, environment ?? '')) };
}

function edge(from: string, to: string, environment: string): Link {
  return { from, to, environment, label: 'uses' };
}

/** An application that uses another and is used by it is one box. */
function uniquePieces(pieces: readonly Piece[]): Piece[] {
  return [...new Map(pieces.map((piece) => [`${piece.id} ${piece.environment}`, piece])).values()];
}
