import type { CommandContext, ExitCode } from '../../command';
import { openCommandFleet } from '../../open-command-fleet';
import { jsonText } from '../../output/json';
import type { ExplainFlags } from './flags';
import { renderExplanation } from './render';
import { renderSummary } from './summary';

/** Shows the URLs, variables, secret and stacks of an application; with `--all`, every fact and the source of its value. */
export async function explain(name: string, flags: ExplainFlags, context: CommandContext): Promise<ExitCode> {
  const facts = await openCommandFleet(flags, context).explain(name, { environments: flags.env ?? [] });
  if (flags.json === true) context.stdout(jsonText({ app: name, facts }));
  else context.stdout(flags.all === true ? renderExplanation(facts, context) : renderSummary(name, facts, context));
  return 0;
}
