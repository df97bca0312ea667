import { accountOf, accountsOf } from '@goldenpath/extension';
import type { FleetFacts } from '@goldenpath/model';
import type { Graph } from '@goldenpath/review';
import type { FleetContext } from '../context';
import { assertKnown } from '../load/assert-known';
import { loadValidFleet } from '../load/load-valid-fleet';

export interface GraphOptions {
  /** The application to draw. @default the fleet with its dependencies */
  readonly app?: string;
  /** Only nodes of these environments. @default all */
  readonly environments?: readonly string[];
  /** Include every application, however large the fleet is. @default false: a drawing has a limited number */
  readonly unlimited?: boolean;
}

/** Returns the graph of an application, from its host to its data, or of the fleet. */
export async function graph(
  context: FleetContext,
  { app: name, environments: asked, unlimited = false }: GraphOptions = {},
): Promise<Graph> {
  const { facts, registry } = await loadValidFleet(context, name === undefined ? [] : [name]);
  const app = facts.apps.find((candidate) => candidate.name === name);
  const known = app
    ? app.environments.map(({ environment }) => environment)
    : facts.platform.environments.map((environment) => environment.name);
  assertKnown(app ? `environment of ${app.name}` : 'environment', asked ?? [], known);
  // In the platform's order, whatever the order of the options.
  const environments = asked ? known.filter((environment) => asked.includes(environment)) : known;
  const { appGraph, fleetGraph } = await import('@goldenpath/review');
  const drawn = app
    ? appGraph(facts, app.name, registry, { environments })
    : fleetGraph(facts, { environments, ...(unlimited && { most: Number.POSITIVE_INFINITY }) });
  const notes = [...(drawn.note === null ? [] : [drawn.note]), ...accountNotes(facts, environments)];
  return { ...drawn, note: notes.length === 0 ? null : notes.join(' ') };
}

/** Returns in which account and region the environments are, if the platform has several accounts. */
function accountNotes({ platform }: FleetFacts, environments: readonly string[]): string[] {
  if (accountsOf(platform).length <= 1) return [];
  const places = environments.map((environment) => {
    const { accountId, region } = accountOf(platform, environment);
    return `${environment} in ${accountId} ${region}`;
  });
  return [`AWS accounts: ${places.join(', ')}.`];
}
