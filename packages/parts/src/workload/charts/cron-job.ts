import type { ChartInput } from '@goldenpath/extension';
import type { Chart } from 'cdk8s';
import { PlainObject } from '../../kubernetes/plain-object';
import type { WorkloadPart } from '../types';
import { jobPods } from './job-pods';

/** Adds a CronJob. Each try of a run has a pod of its own, whose logs are kept as long as the run. */
export function addCronJob(chart: Chart, input: ChartInput<WorkloadPart>): void {
  const { facts } = input;
  if (facts.job === undefined) return;
  const { activeDeadlineSeconds, backoffLimit, ...times } = facts.job;
  new PlainObject(chart, 'cron-job', {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: {
      name: facts.name,
      ...(input.pod.controllerAnnotations && { annotations: input.pod.controllerAnnotations }),
    },
    spec: {
      ...times,
      jobTemplate: {
        metadata: { labels: { ...input.labels } },
        spec: { activeDeadlineSeconds, backoffLimit, template: jobPods(facts, input) },
      },
    },
  });
}
