import type { ChartInput, KubernetesObject, ObjectFile } from '@goldenpath/extension';
import type { Chart } from 'cdk8s';
import type { WorkloadPart } from '../types';
import { addDeployment } from './deployment';
import { addStatefulSet } from './stateful-set';

/** Adds the controller of the pods. */
export function add(chart: Chart, input: ChartInput<WorkloadPart>): void {
  if (input.facts.controller === 'StatefulSet') addStatefulSet(chart, input);
  else addDeployment(chart, input);
}

/** The controller is in the base, and environments patch it. */
export function file({ kind }: KubernetesObject): ObjectFile {
  return { file: `${kind.toLowerCase()}.yaml`, home: 'base' };
}
