import type { FactsInput } from '@goldenpath/extension';
import type { WorkloadPart } from '../workload/types';
import type { MigrationSettings } from './settings';
import type { MigrationPart } from './types';

/** Returns the migration: the application's container with another command, and nothing that serves requests. */
export function migrationFacts({
  settings,
  spec,
  facts,
}: FactsInput<MigrationSettings | undefined>): MigrationPart | undefined {
  const workload = facts('workload') as WorkloadPart | undefined;
  if (settings === undefined || workload === undefined) return undefined;
  const { command, args, ...job } = settings;
  const { image, runAsUser, resources, temporaryFiles } = workload;
  return {
    ...job,
    pods: {
      name: `${spec.name}-migration`,
      image,
      command,
      args,
      runAsUser,
      resources,
      ...(temporaryFiles !== undefined && { temporaryFiles }),
      probe: { type: 'none' },
    },
  };
}
