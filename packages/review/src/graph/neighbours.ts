import { counted, type FleetFacts, type Registry } from '@goldenpath/extension';
import { appPieces, type Link, type Piece, type Pieces } from './pieces';

/** More applications on one side of a picture than this are counted. */
const MOST_NEIGHBOURS = 6;

/** The applications that use one, and those that it uses. */
export function neighbourPieces(
  facts: FleetFacts,
  name: string,
  environments: readonly string[],
  registry: Registry,
): Pieces {
  const uses: [string, string][] = [];
  const usedBy: [string, string][] = [];
  for (const app of facts.apps)
    for (const { environment, uses: used } of app.environments) {
      if (!environments.includes(environment)) continue;
      if (app.name === name) uses.push(...used.map((other): [string, string] => [other, environment]));
      else if (used.includes(name)) usedBy.push([app.name, environment]);
    }
  const { entry, caller } = endsOf(facts, name, registry);
  const below = side(uses, 'others-used', 'used', facts, (id, environment) => edge(caller, id, environment));
  const above = side(usedBy, 'others-using', 'using', facts, (id, environment) => edge(id, entry, environment));
  return {
    pieces: uniquePieces([...above.pieces, ...below.pieces]),
    links: [...above.links, ...below.links],
  };
}

/** The nodes where calls of an application come in and go out. A link to a node that is not there is not drawn. */
function endsOf(facts: FleetFacts, name: string, registry: Registry): { entry: string; caller: string } {
  const app = facts.apps.find((candidate) => candidate.name === name);
  const [first] = app?.environments ?? [];
  const pieces = app === undefined || first === undefined ? [] : appPieces(app, [first.environment], registry).pieces;
  const caller = pieces.find(({ role }) => role === 'caller')?.id ?? '';
  return { entry: pieces.find(({ role }) => role === 'entry')?.id ?? caller, caller };
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
      ? { id: `app:${name}`, environment, name, facts: [`of ${owners.get(name) ?? 'no team'}`] }
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
