import type { ChartInput, KubernetesObject, ObjectFile } from '@goldenpath/extension';
import type { Chart } from 'cdk8s';
import { addService } from './service';
import type { ServicePart } from './types';

/** Adds the Services in the facts. */
export function add(chart: Chart, { facts, selector }: ChartInput<readonly ServicePart[]>): void {
  for (const [index, service] of facts.entries()) addService(chart, `service-${index + 1}`, service, selector);
}

/**
 * The headless Service belongs to a StatefulSet, so it is in the base. The Service next to it is the entry point of an environment and is
 * complete in each overlay. A single Service is in the base.
 */
export function file({ metadata }: KubernetesObject, services: readonly ServicePart[]): ObjectFile {
  const isHeadless = services.some(({ name, headless }) => headless && name === metadata.name);
  if (isHeadless) return { file: 'service-headless.yaml', home: 'base' };
  return { file: 'service.yaml', home: services.some(({ headless }) => headless) ? 'overlay' : 'base' };
}
