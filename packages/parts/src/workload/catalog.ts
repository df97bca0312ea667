import type { WorkloadPart } from './types';

export function component({ controller, port }: WorkloadPart): string {
  if (controller === 'CronJob') return 'job';
  return port === undefined ? 'worker' : 'service';
}

/** What is asked over HTTP whether it is well answers HTTP. */
export function hasApi({ probe }: WorkloadPart): boolean {
  return probe.type === 'http';
}

/** The label that Backstage finds its objects in a cluster by. */
export function annotations({ name }: WorkloadPart): Readonly<Record<string, string>> {
  return { 'backstage.io/kubernetes-label-selector': `app=${name}` };
}
