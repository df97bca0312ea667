import type { Chart } from 'cdk8s';
import { KubeConfigMap } from 'cdk8s-plus-28/lib/imports/k8s';
import type { ConfigurationPart } from '@goldenpath/model';
import { PlainObject } from './plain-object';

/** The plain variables of the pods, literally: nothing expands what a value holds. */
export function addConfigMap(chart: Chart, { name, variables }: ConfigurationPart): void {
  new PlainObject(chart, 'config-map', KubeConfigMap.manifest({ metadata: { name }, data: variables }));
}
