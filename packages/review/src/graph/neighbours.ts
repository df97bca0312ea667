import { counted, type FleetFacts, type Registry } from '@goldenpath/extension';
import { partGraph, type Link, type EnvironmentNode, type EnvironmentGraph } from './part-nodes';

/** More applications on one edge of a picture than this are counted. */
const MOST_NEIGHBOURS = 6;

/** Returns the applications that use this one, and those that it uses. */
export function neighbourGraph(
  facts: FleetFacts,
  name: string,
  environments: readonly string[],
  registry: Registry,
): EnvironmentGraph {
  const uses: [string, string][] = [];
  const usedBy: [string, string][] = [];
  for (const app of facts.apps)
    for (const { environment, uses: used } of app.environments) {
      if (!environments.includes(environment)) continue;
      if (app.name === name) uses.push(...used.map((other): [string, string] => [other, environment]));
      else if (used.includes(name)) usedBy.push([app.name, environment]);
    }
  const { entry, caller } = endsOf(facts, name, registry);
  const below = neighbours(uses, 'others-used', 'used', facts, (id, environment) => edge(caller, id, environment));
  const above = neighbours(usedBy, 'others-using', 'using', facts, (id, environment) => edge(id, entry, environment));
  return {
    nodes: uniqueNodes([...above.nodes, ...below.nodes]),
    links: [...above.links, ...below.links],
  };
}

/** Returns the nodes where calls arrive and leave. A link to a missing node is not drawn. */
function endsOf(facts: FleetFacts, name: string, registry: Registry): { entry: string; caller: string } {
  const app = facts.apps.find((candidate) => candidate.name === name);
  const [first] = app?.environments ?? [];
  const nodes = app === undefined || first === undefined ? [] : partGraph(app, [first.environment], registry).nodes;
  const caller = nodes.find(({ role }) => role === 'caller')?.id ?? '';
  return { entry: nodes.find(({ role }) => role === 'entry')?.id ?? caller, caller };
}

function neighbours(
  pairs: readonly [string, string][],
  restId: string,
  restWord: string,
  facts: FleetFacts,
  toLink: (id: string, environment: string) => Link,
): EnvironmentGraph {
  const names = [...new Set(pairs.map(([name]) => name))];
  const shown = new Set(names.length > MOST_NEIGHBOURS ? names.slice(0, MOST_NEIGHBOURS - 1) : names);
  const rest = names.length - shown.size;
  const owners = new Map(facts.apps.map((app) => [app.name, app.owner]));
  const entries = pairs.map(([name, environment]) =>
    shown.has(name)
      ? { id: `app:${name}`, environment, name, facts: [`of ${owners.get(name) ?? 'no team'}`] }
      : { id: restId, environment, name: `${counted(rest, 'other application')} ${restWord}`, facts: [] },
  );
  const nodes = entries.map((entry): EnvironmentNode => ({
    ...entry,
    kind: 'application',
    objects: [],
    resources: null,
  }));
  return { nodes: uniqueNodes(nodes), links: nodes.map(({ id, environment }) => toLink(id, environment ?? '')) };
}

function edge(from: string, to: string, environment: string): Link {
  return { from, to, environment, label: 'uses' };
}

/** An application that both uses this one and is used by it is one box. */
function uniqueNodes(nodes: readonly EnvironmentNode[]): EnvironmentNode[] {
  return [...new Map(nodes.map((node) => [`${node.id} ${node.environment}`, node])).values()];
}
