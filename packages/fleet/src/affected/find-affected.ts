import type { FleetContext } from '../context';
import { assertKnown } from '../load/assert-known';
import { type ComparedCommits, type CommitNames, compareCommits } from './compare-commits';
import { limited } from './limit';
import { NO_ENVIRONMENT } from './matrix';

export interface AffectedOptions extends CommitNames {
  /** Names of environments, and {@link NO_ENVIRONMENT} for stacks without one. @default all */
  readonly environments?: readonly string[];
  /** @default both */
  readonly plane?: 'manifests' | 'infra';
}

/** Returns what to plan, deploy, destroy and publish after a change. */
export async function findAffected(
  context: FleetContext,
  { environments = [], plane, ...names }: AffectedOptions = {},
): Promise<ComparedCommits> {
  const compared = await compareCommits(context, names);
  assertKnown('environment', environments, [NO_ENVIRONMENT, ...compared.environments]);
  const limit = { environments, ...(plane !== undefined && { plane }) };
  return { ...compared, affected: limited(compared.affected, limit) };
}
