import type { Exposure } from '@goldenpath/extension';
import type { Chart } from 'cdk8s';
import { PlainObject } from '../../kubernetes/plain-object';
import type { RouteFacts } from '../types';

/** The end of the name of a Middleware. */
const STRIP = '.strip-prefix';

/** Returns whether a Middleware of Traefik removes the beginning of paths. */
export function isStrippedByMiddleware({ stripPrefix }: RouteFacts, exposure: Exposure): boolean {
  return stripPrefix === true && exposure.type === 'ingress' && exposure.controller === 'traefik';
}

/**
 * Adds the Middleware that removes the beginning of paths.
 *
 * @returns its name for an Ingress, in which Traefik has replaced all other characters by hyphens.
 */
export function addMiddleware(
  chart: Chart,
  { name: route, namespace }: { readonly name: string; readonly namespace: string },
  { paths = [] }: RouteFacts,
): string {
  const name = `${route}${STRIP}`;
  new PlainObject(chart, `${name}-middleware`, {
    apiVersion: 'traefik.io/v1alpha1',
    kind: 'Middleware',
    metadata: { name },
    spec: { stripPrefix: { prefixes: paths } },
  });
  return `${namespace}-${name.replaceAll('.', '-')}@kubernetescrd`;
}
