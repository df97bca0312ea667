import type { WorkloadPart } from './types';

export function component({ controller }: WorkloadPart): string {
  return controller === 'CronJob' ? 'job' : 'service';
}

/** What is asked over HTTP whether it is well answers HTTP. */
export function hasApi({ probe }: WorkloadPart): boolean {
  return probe.type === 'http';
}

/** The label that Backstage finds its objects in a cluster by. */
export function annotations({ name }: WorkloadPart): Readonly<Record<string, string>> {
  return { 'backstage.io/kubernetes-label-selector': `app=${name}` };
}
