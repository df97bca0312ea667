import type { FleetFacts, Registry } from '@goldenpath/extension';
import type { Review } from '../review';
import { type Graph, type GraphEdge, type GraphNode, type NodeLine, type Standing, wholeStanding } from './graph';
import { neighbourPieces } from './neighbours';
import { appPieces, type Link, type Piece, type Pieces } from './pieces';
import { changedIn } from './touched';

/** What a picture of an application is to show. */
export interface AppGraphOptions {
  /** @default every environment of the platform */
  readonly environments?: readonly string[];
  /** What a change made of it: what there was, and the review. @default nothing changed */
  readonly change?: { readonly base: FleetFacts; readonly review: Review };
}

interface Compared<Thing> {
  readonly thing: Thing;
  readonly before: Thing | undefined;
  readonly standing: Standing;
}

/**
 * The picture of one application: the way in at one end, its data at the other, and who uses whom. It is one picture for all
 * environments: a box says once what they share, and a line for each where they differ.
 *
 * @param name - An application of the fleet; with a change, one that left it too.
 * @param registry - The parts of the fleet.
 */
export function appGraph(facts: FleetFacts, name: string, registry: Registry, options: AppGraphOptions = {}): Graph {
  const environments = options.environments ?? facts.platform.environments.map((environment) => environment.name);
  const now = allPieces(facts, name, environments, registry);
  const { change } = options;
  const before = change ? allPieces(change.base, name, environments, registry) : now;
  const isTouched = change ? changedIn(change.review, name) : () => false;
  const pieces = compare(before.pieces, now.pieces, pieceKey, isTouched);
  const nodes = nodesOf(pieces);
  const ids = new Set(nodes.map(({ id }) => id));
  const links = compare(before.links, now.links, linkKey, () => false);
  return {
    title: name,
    description: `${name} in ${environments.join(', ')}: ${nodes.map((node) => node.kind).join(', ')}.`,
    nodes,
    edges: edgesOf(links).filter(({ from, to }) => ids.has(from) && ids.has(to)),
    note: null,
  };
}

function allPieces(facts: FleetFacts, name: string, environments: readonly string[], registry: Registry): Pieces {
  const app = facts.apps.find((candidate) => candidate.name === name);
  if (app === undefined) return { pieces: [], links: [] };
  const own = appPieces(app, environments, registry);
  const around = neighbourPieces(facts, name, environments, registry);
  return { pieces: [...own.pieces, ...around.pieces], links: [...own.links, ...around.links] };
}

const pieceKey = ({ id, environment }: Piece): string => `${id} ${environment}`;
const linkKey = ({ from, to, environment }: Link): string => `${from} ${to} ${environment}`;

/** What there is now in its order, and after it what is no more. */
function compare<Thing>(
  before: readonly Thing[],
  now: readonly Thing[],
  keyOf: (thing: Thing) => string,
  isTouched: (thing: Thing) => boolean,
): Compared<Thing>[] {
  const was = new Map(before.map((thing) => [keyOf(thing), thing]));
  const is = new Set(now.map(keyOf));
  return [
    ...now.map((thing): Compared<Thing> => {
      const old = was.get(keyOf(thing));
      if (old === undefined) return { thing, before: undefined, standing: 'added' };
      const isSame = JSON.stringify(old) === JSON.stringify(thing) && !isTouched(thing);
      return { thing, before: old, standing: isSame ? 'same' : 'changed' };
    }),
    ...before
      .filter((thing) => !is.has(keyOf(thing)))
      .map((thing): Compared<Thing> => ({ thing, before: thing, standing: 'removed' })),
  ];
}

function nodesOf(pieces: readonly Compared<Piece>[]): GraphNode[] {
  return grouped(pieces, ({ thing }) => thing.id).map((variants) => {
    const names = new Set(variants.flatMap(({ thing, before }) => [thing.name, before?.name ?? thing.name]));
    const [name = ''] = names.size === 1 ? names : [];
    const [first] = variants;
    return {
      id: first?.thing.id ?? '',
      kind: first?.thing.kind ?? 'application',
      name,
      lines: linesOf(variants, name),
      group: null,
      standing: wholeStanding(variants.map(({ standing }) => standing)),
    };
  });
}

/** A line of a node in one environment. */
interface LineInEnvironment {
  readonly text: string;
  readonly before: string | null;
  readonly environment: string | null;
  readonly standing: Standing;
}

/** The lines of a node: equal lines of several environments are one line. */
function linesOf(variants: readonly Compared<Piece>[], name: string): NodeLine[] {
  const count = Math.max(
    ...variants.map(({ thing, before }) => factsOf(thing, name).concat(before ? factsOf(before, name) : []).length),
  );
  return [...Array(count).keys()].flatMap((index) => {
    const inEnvironments = variants.flatMap((variant) => factAt(index, variant, name));
    const lines = grouped(inEnvironments, ({ text, before, standing }) => JSON.stringify([text, before, standing]));
    return lines.flatMap((same): NodeLine[] => {
      const [first] = same;
      if (first === undefined) return [];
      const { text, before, standing } = first;
      // A line of all environments of the node does not list them.
      const isEverywhere = same.length === variants.length;
      return [
        {
          text,
          before,
          environments: isEverywhere ? [] : same.flatMap(({ environment }) => environment ?? []),
          standing,
        },
      ];
    });
  });
}

function factAt(index: number, { thing, before, standing }: Compared<Piece>, name: string): LineInEnvironment[] {
  const { environment } = thing;
  const text = factsOf(thing, name)[index] ?? '';
  const was = before === undefined ? '' : (factsOf(before, name)[index] ?? '');
  if (standing === 'added' || standing === 'removed')
    return text === '' ? [] : [{ text, before: null, environment, standing }];
  if (text === was) return text === '' ? [] : [{ text, before: null, environment, standing: 'same' }];
  if (text === '') return [{ text: was, before: null, environment, standing: 'removed' }];
  return [{ text, before: was === '' ? null : was, environment, standing: was === '' ? 'added' : 'changed' }];
}

/** Where not all have one name, the name is one of the facts. */
function factsOf(piece: Piece, name: string): string[] {
  return piece.name === name ? [...piece.facts] : [piece.name, ...piece.facts];
}

function edgesOf(links: readonly Compared<Link>[]): GraphEdge[] {
  return grouped(links, ({ thing }) => `${thing.from} ${thing.to}`).map((same) => {
    const [first] = same;
    return {
      from: first?.thing.from ?? '',
      to: first?.thing.to ?? '',
      label: first?.thing.label ?? null,
      standing: wholeStanding(same.map(({ standing }) => standing)),
    };
  });
}

function grouped<Thing>(things: readonly Thing[], keyOf: (thing: Thing) => string): Thing[][] {
  const groups = new Map<string, Thing[]>();
  for (const thing of things) groups.set(keyOf(thing), [...(groups.get(keyOf(thing)) ?? []), thing]);
  return [...groups.values()];
}
