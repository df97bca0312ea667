import type { ChartInput } from '@goldenpath/extension';
import type { Chart } from 'cdk8s';
import { addAutoscaler } from './autoscaler';
import type { AutoscalingPart } from './types';

/** Adds the autoscaler, which scales the pods by their use of cpu and memory. */
export function add(chart: Chart, { facts }: ChartInput<AutoscalingPart>): void {
  addAutoscaler(chart, 'horizontal-pod-autoscaler', facts);
}
