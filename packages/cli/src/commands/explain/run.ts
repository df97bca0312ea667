import type { CommandContext, ExitCode } from '../../command';
import { openCommandFleet } from '../../open-command-fleet';
import { jsonText } from '../../output/json';
import type { ExplainFlags } from './flags';
import { renderExplanation } from './render';

/** Shows every resolved fact of one application, and where each value came from. */
export async function explain(name: string, flags: ExplainFlags, context: CommandContext): Promise<ExitCode> {
  const facts = await openCommandFleet(flags, context).explain(name, { environments: flags.env ?? [] });
  context.stdout(flags.json === true ? jsonText({ app: name, facts }) : renderExplanation(facts, context));
  return 0;
}
