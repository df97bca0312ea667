import type { KubernetesObject } from '@goldenpath/kustomize';
import { isEqual } from './equal';
import { type Fields, fieldsAt, listAt, podTemplateOf } from './pod';
import type { Breach, Guard } from './types';

/** The fields of a claim that give it data, or a volume, that exist. */
const SOURCES = ['dataSource', 'dataSourceRef', 'volumeName', 'selector'];

/** The claims that pods mount, and the data in them: those of other applications are in the same namespace. */
export const volumeAccess: Guard = {
  name: 'volume-access',
  check: ({ before, after, all }) => {
    const own = new Set([...all, before].flatMap((object) => [...claimsOf(object), ...mountedClaims(object)]));
    const mounted = mountedClaims(after)
      .filter((name) => !own.has(name))
      .map((name): Breach => ({
        path: [...(podTemplateOf(after)?.path ?? []), 'spec', 'volumes'],
        what: `mounts the claim ${name}, which is not of the application`,
      }));
    const known = writtenClaims(before);
    const filled = writtenClaims(after).flatMap(({ path, spec }) =>
      SOURCES.filter(
        (field) => spec[field] !== undefined && !known.some((old) => isEqual(old.spec[field], spec[field])),
      ).map((field): Breach => ({ path: [...path, field], what: `sets \`${field}\` of a claim` })),
    );
    return [...mounted, ...filled];
  },
};

function claimsOf({ kind, metadata }: KubernetesObject): string[] {
  return kind === 'PersistentVolumeClaim' ? [metadata.name] : [];
}

function mountedClaims(object: KubernetesObject): string[] {
  return listAt(podTemplateOf(object)?.spec, 'volumes').flatMap((volume) => {
    const { claimName } = fieldsAt(volume, 'persistentVolumeClaim');
    return typeof claimName === 'string' ? [claimName] : [];
  });
}

/** The claims that an object has or makes. */
function writtenClaims(object: KubernetesObject): { readonly path: readonly string[]; readonly spec: Fields }[] {
  const pod = podTemplateOf(object);
  return [
    ...(object.kind === 'PersistentVolumeClaim' ? [{ path: ['spec'], spec: fieldsAt(object, 'spec') }] : []),
    ...listAt(object, 'spec', 'volumeClaimTemplates').map((template) => ({
      path: ['spec', 'volumeClaimTemplates', String(fieldsAt(template, 'metadata')['name'])],
      spec: fieldsAt(template, 'spec'),
    })),
    ...listAt(pod?.spec, 'volumes').map((volume) => ({
      path: [...(pod?.path ?? []), 'spec', 'volumes', String(fieldsAt(volume)['name'])],
      spec: fieldsAt(volume, 'ephemeral', 'volumeClaimTemplate', 'spec'),
    })),
  ];
}
