import { assertKnown, fleetSource, openFleet } from '@goldenpath/fleet';
import { explainApp } from '@goldenpath/model';
import type { CommandContext, ExitCode, FleetFlags } from '../command';
import { factsIn, renderExplanation } from '../explain/render';

export interface ExplainFlags extends FleetFlags {
  readonly env?: readonly string[];
}

/** Shows every resolved fact of one application, and where each value came from. */
export async function explain(name: string, flags: ExplainFlags, context: CommandContext): Promise<ExitCode> {
  const { loaded, facts } = await openFleet(fleetSource(flags, context), [name]);
  const app = facts.apps.find((candidate) => candidate.name === name);
  const written = loaded.apps.find(({ spec }) => spec.name === name);
  if (app === undefined || written === undefined) throw new Error(`${name} was found and is gone.`);
  const environments = flags.env ?? [];
  assertKnown(`environment of ${name}`, environments, written.spec.environments);
  const explained = factsIn(explainApp(app, written, loaded), environments);
  context.stdout(
    flags.json === true
      ? `${JSON.stringify({ app: name, facts: explained }, null, 2)}\n`
      : renderExplanation(explained, context),
  );
  return 0;
}
