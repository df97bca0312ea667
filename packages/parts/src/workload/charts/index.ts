import type { ChartInput, KubernetesObject, ObjectFile } from '@goldenpath/extension';
import type { Chart } from 'cdk8s';
import type { WorkloadPart } from '../types';
import { addCronJob } from './cron-job';
import { addDeployment } from './deployment';
import { addStatefulSet } from './stateful-set';

const ADD = { Deployment: addDeployment, StatefulSet: addStatefulSet, CronJob: addCronJob } as const;

/** Adds the controller of the pods. */
export function add(chart: Chart, input: ChartInput<WorkloadPart>): void {
  ADD[input.facts.controller](chart, input);
}

/** The controller is in the base, and environments patch it. */
export function file({ kind }: KubernetesObject): ObjectFile {
  return { file: `${kind.toLowerCase()}.yaml`, home: 'base' };
}
