import type { FleetFacts, Registry } from '@goldenpath/extension';
import type { Review } from '../review';
import { type Graph, type GraphEdge, type GraphNode, type NodeLine, type NodeStatus, wholeStatus } from './graph';
import { neighbourGraph } from './neighbours';
import { partGraph, type Link, type EnvironmentNode, type EnvironmentGraph } from './part-nodes';
import { changedIn } from './touched';

/** Options of an application's graph. */
export interface AppGraphOptions {
  /** @default all environments of the platform */
  readonly environments?: readonly string[];
  /** The change to show: the facts before, and the review. @default no change */
  readonly change?: { readonly base: FleetFacts; readonly review: Review };
}

interface Compared<Thing> {
  readonly thing: Thing;
  readonly before: Thing | undefined;
  readonly status: NodeStatus;
}

/**
 * Returns the graph of one application: its entry point at one end, its data at the other, and its callers and dependencies. One graph
 * shows all environments: a box has one line for shared values, and a line per environment for others.
 *
 * @param name - An application of the fleet. With a change, it can also be one that left the fleet.
 * @param registry - The parts of the fleet.
 */
export function appGraph(facts: FleetFacts, name: string, registry: Registry, options: AppGraphOptions = {}): Graph {
  const environments = options.environments ?? facts.platform.environments.map((environment) => environment.name);
  const now = wholeGraph(facts, name, environments, registry);
  const { change } = options;
  const before = change ? wholeGraph(change.base, name, environments, registry) : now;
  const isTouched = change ? changedIn(change.review, name) : () => false;
  const compared = compare(before.nodes, now.nodes, nodeKey, isTouched);
  const nodes = nodesOf(compared);
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

function wholeGraph(
  facts: FleetFacts,
  name: string,
  environments: readonly string[],
  registry: Registry,
): EnvironmentGraph {
  const app = facts.apps.find((candidate) => candidate.name === name);
  if (app === undefined) return { nodes: [], links: [] };
  const own = partGraph(app, environments, registry);
  const around = neighbourGraph(facts, name, environments, registry);
  return { nodes: [...own.nodes, ...around.nodes], links: [...own.links, ...around.links] };
}

const nodeKey = ({ id, environment }: EnvironmentNode): string => `${id} ${environment}`;
const linkKey = ({ from, to, environment }: Link): string => `${from} ${to} ${environment}`;

/** Returns current things in their order, followed by removed ones. */
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
      if (old === undefined) return { thing, before: undefined, status: 'added' };
      const isSame = JSON.stringify(old) === JSON.stringify(thing) && !isTouched(thing);
      return { thing, before: old, status: isSame ? 'same' : 'changed' };
    }),
    ...before
      .filter((thing) => !is.has(keyOf(thing)))
      .map((thing): Compared<Thing> => ({ thing, before: thing, status: 'removed' })),
  ];
}

function nodesOf(nodes: readonly Compared<EnvironmentNode>[]): GraphNode[] {
  return grouped(nodes, ({ thing }) => thing.id).map((variants) => {
    const names = new Set(variants.flatMap(({ thing, before }) => [thing.name, before?.name ?? thing.name]));
    const [name = ''] = names.size === 1 ? names : [];
    const [first] = variants;
    return {
      id: first?.thing.id ?? '',
      kind: first?.thing.kind ?? 'application',
      name,
      lines: linesOf(variants, name),
      group: null,
      status: wholeStatus(variants.map(({ status }) => status)),
    };
  });
}

/** A line of a node in one environment. */
interface LineInEnvironment {
  readonly text: string;
  readonly before: string | null;
  readonly environment: string | null;
  readonly status: NodeStatus;
}

/** Returns the lines of a node. Equal lines of several environments are merged. */
function linesOf(variants: readonly Compared<EnvironmentNode>[], name: string): NodeLine[] {
  const count = Math.max(
    ...variants.map(({ thing, before }) => factsOf(thing, name).concat(before ? factsOf(before, name) : []).length),
  );
  return [...Array(count).keys()].flatMap((index) => {
    const inEnvironments = variants.flatMap((variant) => factAt(index, variant, name));
    const lines = grouped(inEnvironments, ({ text, before, status }) => JSON.stringify([text, before, status]));
    return lines.flatMap((same): NodeLine[] => {
      const [first] = same;
      if (first === undefined) return [];
      const { text, before, status } = first;
      // A line that applies to all environments of the node does not list them.
      const isEverywhere = same.length === variants.length;
      return [
        {
          text,
          before,
          environments: isEverywhere ? [] : same.flatMap(({ environment }) => environment ?? []),
          status,
        },
      ];
    });
  });
}

function factAt(
  index: number,
  { thing, before, status }: Compared<EnvironmentNode>,
  name: string,
): LineInEnvironment[] {
  const { environment } = thing;
  const text = factsOf(thing, name)[index] ?? '';
  const was = before === undefined ? '' : (factsOf(before, name)[index] ?? '');
  if (status === 'added' || status === 'removed')
    return text === '' ? [] : [{ text, before: null, environment, status }];
  if (text === was) return text === '' ? [] : [{ text, before: null, environment, status: 'same' }];
  if (text === '') return [{ text: was, before: null, environment, status: 'removed' }];
  return [{ text, before: was === '' ? null : was, environment, status: was === '' ? 'added' : 'changed' }];
}

/** If the name differs between environments, it is one of the facts. */
function factsOf(node: EnvironmentNode, name: string): string[] {
  return node.name === name ? [...node.facts] : [node.name, ...node.facts];
}

function edgesOf(links: readonly Compared<Link>[]): GraphEdge[] {
  return grouped(links, ({ thing }) => `${thing.from} ${thing.to}`).map((same) => {
    const [first] = same;
    return {
      from: first?.thing.from ?? '',
      to: first?.thing.to ?? '',
      label: first?.thing.label ?? null,
      status: wholeStatus(same.map(({ status }) => status)),
    };
  });
}

function grouped<Thing>(things: readonly Thing[], keyOf: (thing: Thing) => string): Thing[][] {
  const groups = new Map<string, Thing[]>();
  for (const thing of things) groups.set(keyOf(thing), [...(groups.get(keyOf(thing)) ?? []), thing]);
  return [...groups.values()];
}
