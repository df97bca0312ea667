import type { CommandContext, ExitCode } from '../../command';
import { openCommandFleet } from '../../open-command-fleet';
import { jsonText } from '../../output/json';
import type { GraphFlags } from './flags';

/** Draws an application from its host to its data, or the fleet with the dependencies between its applications. */
export async function graph(app: string | undefined, flags: GraphFlags, context: CommandContext): Promise<ExitCode> {
  const { env, json = false, format } = flags;
  const drawn = await openCommandFleet(flags, context).graph({
    ...(app !== undefined && { app }),
    ...(env !== undefined && { environments: env }),
    // JSON is for programs, which can read a fleet of any size.
    unlimited: json,
  });
  if (json) {
    context.stdout(jsonText(drawn));
    return 0;
  }
  // Loaded only here: layout and rendering are slow to load.
  const { graphMermaid, graphSvg } = await import('@goldenpath/report');
  context.stdout(format === 'mermaid' ? graphMermaid(drawn) : graphSvg(drawn));
  return 0;
}
