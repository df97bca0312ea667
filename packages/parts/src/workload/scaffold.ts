import type { RepositoryContribution } from '@goldenpath/extension';
import type { WorkloadOnce, WorkloadPart } from './types';

/** Code that starts from a template listens here, also where no Service leads to it. */
const USUAL_PORT = 8080;

/** What the code has to know of its pods. */
export function general({ port = USUAL_PORT, runAsUser }: WorkloadPart): RepositoryContribution {
  return { values: { port, runAsUser } };
}

/** The code, in the language of the application: there is none where it runs an upstream image. */
export function once({ runtime, job, worker }: WorkloadOnce): RepositoryContribution {
  if (job !== undefined) return { template: job, features: ['job', runtime] };
  if (worker !== undefined) return { template: worker, features: ['worker', runtime] };
  return { template: runtime, features: ['service', runtime] };
}
