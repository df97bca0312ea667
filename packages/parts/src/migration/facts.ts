import type { FactsInput } from '@goldenpath/extension';
import { ownVariables } from '../configuration/facts';
import type { WorkloadPart } from '../workload/types';
import { partSettings } from '../settings';
import { volumeFacts } from '../workload/volume-facts';
import { withOwnVolumes } from '../workload/volume-settings';
import type { MigrationSettings } from './settings';
import type { MigrationPart } from './types';

/** Returns the migration: the application's container with another command, and nothing that serves requests. */
export function migrationFacts(input: FactsInput<MigrationSettings | undefined>): MigrationPart | undefined {
  const { settings, allSettings, spec, facts } = input;
  const workload = facts('workload') as WorkloadPart | undefined;
  if (settings === undefined || workload === undefined) return undefined;
  const { command, args, env, activeDeadlineSeconds, backoffLimit, ...volumes } = settings;
  const { image, runAsUser, resources } = workload;
  const own = ownVariables(input, env);
  return {
    activeDeadlineSeconds,
    backoffLimit,
    ...(own !== undefined && { env: own }),
    pods: {
      name: `${spec.name}-migration`,
      image,
      command,
      args,
      runAsUser,
      resources,
      ...volumeFacts(withOwnVolumes(partSettings(allSettings).workload ?? {}, volumes)),
      probe: { type: 'none' },
    },
  };
}
