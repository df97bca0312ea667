import { limited, matrixOf, NO_ENVIRONMENT, assertKnown, fleetSource } from '@goldenpath/fleet';
import { affectedText, shown } from '../affected/render';
import type { CommandContext, ExitCode, FleetFlags } from '../command';
import { fleetContext } from '../fleet-context';

export interface AffectedFlags extends FleetFlags {
  readonly base?: string;
  readonly head?: string;
  readonly format?: 'matrix' | 'json' | 'text';
  readonly env?: readonly string[];
  readonly plane?: 'manifests' | 'infra';
  readonly shards?: number;
  readonly anyOrder?: boolean;
}

/** Tells what has to be planned, deployed, destroyed and published to come from one commit to another. */
export async function affected(flags: AffectedFlags, context: CommandContext): Promise<ExitCode> {
  const { base, head, env = [], plane, shards, anyOrder } = flags;
  const names = { ...(base !== undefined && { base }), ...(head !== undefined && { head }) };
  // Loaded when it is needed: other commands compare nothing.
  const { compareCommits } = await import('@goldenpath/fleet');
  const all = await compareCommits(fleetSource(flags, context), names, fleetContext(context));
  const targets = [NO_ENVIRONMENT, ...all.environments];
  assertKnown('environment', env, targets);
  const found = {
    ...all,
    affected: limited(all.affected, { environments: env, ...(plane !== undefined && { plane }) }),
  };
  const format = flags.format ?? (flags.json === true ? 'json' : 'text');
  if (format === 'text') context.stdout(affectedText(found, context.colors));
  if (format === 'json') {
    const { affected: of, environments: _environments, ...about } = found;
    context.stdout(`${JSON.stringify({ ...about, targets, ...of }, null, 2)}\n`);
  }
  if (format === 'matrix') {
    const options = { ...(shards !== undefined && { shards }), ...(anyOrder !== undefined && { anyOrder }) };
    context.stdout(`${JSON.stringify(matrixOf(found.affected.stacks, all.environments, options))}\n`);
    for (const note of all.notes) context.stderr(`${shown(note)}\n`);
  }
  return 0;
}
