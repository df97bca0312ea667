import type { RepositoryContribution } from '@goldenpath/extension';
import type { Runtime } from './schema';
import type { WorkloadPart } from './types';

/** What the code has to know of its pods. */
export function general({ port, runAsUser }: WorkloadPart): RepositoryContribution {
  return { values: { port, runAsUser } };
}

/** The code, in the language of the application: there is none where it runs an upstream image. */
export function once({ runtime }: { readonly runtime: Runtime }): RepositoryContribution {
  return { template: runtime, features: ['service', runtime] };
}
