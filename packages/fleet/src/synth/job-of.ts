import type { Registry } from '@goldenpath/extension';
import type { PlatformFacts } from '@goldenpath/model';
import type { Job } from './generators';

/** What {@link jobOf} needs of a fleet. */
interface FleetOfJobs {
  readonly facts: { readonly platform: PlatformFacts };
  readonly registry: Registry;
}

/** Returns what all jobs of a fleet have in common. */
export function jobOf({ facts, registry }: FleetOfJobs): Pick<Job, 'platform' | 'extensions'> {
  return { platform: facts.platform, ...(registry.sources.length > 0 && { extensions: registry.sources }) };
}
