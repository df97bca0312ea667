import { type ComparedCommits, matrixOf, NO_ENVIRONMENT } from '@goldenpath/fleet';
import type { CommandContext, ExitCode } from '../../command';
import { openCommandFleet } from '../../open-command-fleet';
import { jsonText } from '../../output/json';
import { stoppedBySignal } from '../../signals/stopped-by-signal';
import type { AffectedFlags } from './flags';
import { affectedText, shown } from './render';

/** Shows what to plan, deploy, destroy and publish between two commits. */
export async function affected(flags: AffectedFlags, context: CommandContext): Promise<ExitCode> {
  const { base, head, env, plane } = flags;
  const found = await stoppedBySignal((stop) =>
    openCommandFleet(flags, context, stop).affected({
      ...(base !== undefined && { base }),
      ...(head !== undefined && { head }),
      ...(env !== undefined && { environments: env }),
      ...(plane !== undefined && { plane }),
    }),
  );
  const format = flags.format ?? (flags.json === true ? 'json' : 'text');
  if (format === 'text') context.stdout(affectedText(found, context.colors));
  if (format === 'json') context.stdout(jsonText(affectedData(found)));
  if (format === 'matrix') {
    context.stdout(`${JSON.stringify(matrix(found, flags))}\n`);
    for (const note of found.notes) context.stderr(`${shown(note)}\n`);
  }
  return 0;
}

function affectedData({ affected: of, environments, ...about }: ComparedCommits) {
  return { ...about, targets: [NO_ENVIRONMENT, ...environments], ...of };
}

function matrix({ affected: { stacks }, environments }: ComparedCommits, { shards, anyOrder }: AffectedFlags) {
  const options = { ...(shards !== undefined && { shards }), ...(anyOrder !== undefined && { anyOrder }) };
  return matrixOf(stacks, environments, options);
}
