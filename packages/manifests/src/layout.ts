import type { KubernetesObject, Placed } from '@goldenpath/kustomize';

type Place = Omit<Placed, 'object'>;

/** Of the kinds that each have one place. What an environment decides as a whole is its overlay's. */
const PLACES: Readonly<Record<string, Place>> = {
  Deployment: { file: 'deployment.yaml', home: 'base' },
  StatefulSet: { file: 'statefulset.yaml', home: 'base' },
  ExternalSecret: { file: 'externalsecret.yaml', home: 'base' },
  ConfigMap: { file: 'configmap.yaml', home: 'overlay' },
  Ingress: { file: 'ingress.yaml', home: 'overlay' },
  HTTPRoute: { file: 'httproute.yaml', home: 'overlay' },
  PodDisruptionBudget: { file: 'poddisruptionbudget.yaml', home: 'overlay' },
  HorizontalPodAutoscaler: { file: 'horizontalpodautoscaler.yaml', home: 'overlay' },
};

/**
 * Where each of an application's objects is written.
 *
 * @throws Error for a kind that no place was thought of for: our bug.
 */
export function place(objects: readonly KubernetesObject[]): Placed[] {
  const hasHeadless = objects.some(isHeadless);
  return objects.map((object) => ({
    object,
    ...(object.kind === 'Service' ? servicePlace(object, hasHeadless) : placeOfKind(object)),
  }));
}

/** The headless Service is part of what a StatefulSet is; the one beside it is an environment's way in. */
function servicePlace(object: KubernetesObject, hasHeadless: boolean): Place {
  if (isHeadless(object)) return { file: 'service-headless.yaml', home: 'base' };
  return { file: 'service.yaml', home: hasHeadless ? 'overlay' : 'base' };
}

function isHeadless({ kind, spec }: KubernetesObject): boolean {
  return kind === 'Service' && (spec as { clusterIP?: unknown } | undefined)?.clusterIP === 'None';
}

function placeOfKind({ kind }: KubernetesObject): Place {
  const found = PLACES[kind];
  if (found === undefined) throw new Error(`The layout of manifests has no place for a ${kind}.`);
  return found;
}
