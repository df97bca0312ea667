import { assertKnown, fleetSource, openFleet } from '@goldenpath/fleet';
import type { CommandContext, ExitCode, FleetFlags } from '../command';

export interface GraphFlags extends FleetFlags {
  readonly env?: readonly string[];
  /** @default `svg` */
  readonly format?: 'svg' | 'mermaid';
}

/** Draws an application, from its host to its data, or the fleet: who uses whom. */
export async function graph(name: string | undefined, flags: GraphFlags, context: CommandContext): Promise<ExitCode> {
  const { facts } = await openFleet(fleetSource(flags, context), name === undefined ? [] : [name]);
  const app = facts.apps.find((candidate) => candidate.name === name);
  const known = app
    ? app.environments.map(({ environment }) => environment)
    : facts.platform.environments.map((environment) => environment.name);
  assertKnown(app ? `environment of ${app.name}` : 'environment', flags.env ?? [], known);
  // In the platform's order, however they were asked for.
  const environments = flags.env ? known.filter((environment) => flags.env?.includes(environment)) : known;
  // Layout and rendering cost what no other command should pay for.
  const { appGraph, fleetGraph } = await import('@goldenpath/review');
  // A program can make sense of a fleet of any size.
  const most = flags.json === true ? { most: Number.POSITIVE_INFINITY } : {};
  const drawn = app ? appGraph(facts, app.name, { environments }) : fleetGraph(facts, { environments, ...most });
  if (flags.json === true) {
    context.stdout(`${JSON.stringify(drawn, null, 2)}\n`);
    return 0;
  }
  const { graphMermaid, graphSvg } = await import('@goldenpath/report');
  context.stdout(flags.format === 'mermaid' ? graphMermaid(drawn) : graphSvg(drawn));
  return 0;
}
