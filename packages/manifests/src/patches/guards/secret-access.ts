import type { KubernetesObject } from '@goldenpath/kustomize';
import { isEqual } from './equal';
import { containersOf, fieldsAt, listAt, type PodTemplate, podTemplateOf } from './pod';
import type { Breach, Guard, GuardedChange } from './types';

/** The Secrets that pods read, and where these come from. */
export const secretAccess: Guard = {
  name: 'secret-access',
  check: (change) => [...readSecrets(change), ...changedSecret(change), ...monitorSecrets(change)],
};

function readSecrets({ before, after, all }: GuardedChange): Breach[] {
  const known = new Set([...all, before].flatMap((object) => secretsOf(object).map(({ name }) => name)));
  return secretsOf(after)
    .filter(({ name }) => !known.has(name))
    .map(({ name, path }) => ({ path, what: `reads the Secret ${name}, which the spec does not` }));
}

function changedSecret({ before, after }: GuardedChange): Breach[] {
  if (!/^(External|Sealed|Push)?Secret(Store)?$/.test(after.kind)) return [];
  return ['spec', 'data', 'stringData'].flatMap((field) =>
    isEqual(before[field], after[field]) ? [] : [{ path: [field], what: `changes \`${field}\` of the ${after.kind}` }],
  );
}

/** The fields of an endpoint by which Prometheus sends a secret to it. */
const CREDENTIALS = ['authorization', 'basicAuth', 'bearerTokenFile', 'bearerTokenSecret', 'oauth2', 'tlsConfig'];

/** Prometheus reads the Secrets that a monitor names, and sends them to the pods. */
function monitorSecrets({ before, after }: GuardedChange): Breach[] {
  if (!/^(Service|Pod)Monitor$/.test(after.kind)) return [];
  return ['endpoints', 'podMetricsEndpoints'].flatMap((list) => {
    const known = listAt(before, 'spec', list);
    const isNew = (endpoint: unknown, field: string) =>
      fieldsAt(endpoint)[field] !== undefined &&
      !known.some((old) => isEqual(fieldsAt(old)[field], fieldsAt(endpoint)[field]));
    return listAt(after, 'spec', list).flatMap((endpoint) =>
      CREDENTIALS.filter((field) => isNew(endpoint, field)).map((field) => ({
        path: ['spec', list],
        what: `sets \`${field}\` of the ${after.kind}`,
      })),
    );
  });
}

/** A Secret that an object reads. */
interface ReadSecret {
  readonly name: string;
  readonly path: Breach['path'];
}

function named(value: unknown, path: Breach['path']): ReadSecret[] {
  return typeof value === 'string' ? [{ name: value, path }] : [];
}

function secretsOf(object: KubernetesObject): ReadSecret[] {
  if (object.kind === 'Ingress')
    return listAt(object, 'spec', 'tls').flatMap((tls) => named(fieldsAt(tls)['secretName'], ['spec', 'tls']));
  const pod = podTemplateOf(object);
  return pod === undefined ? [] : secretsOfPod(pod);
}

function secretsOfPod(pod: PodTemplate): ReadSecret[] {
  const volumes = listAt(pod.spec, 'volumes').flatMap((volume) => {
    const { name } = fieldsAt(volume);
    const path = [...pod.path, 'spec', 'volumes', String(name)];
    const projected = listAt(volume, 'projected', 'sources').flatMap((source) =>
      named(fieldsAt(source, 'secret')['name'], path),
    );
    const { nodePublishSecretRef, volumeAttributes } = fieldsAt(volume, 'csi');
    return [
      ...named(fieldsAt(volume, 'secret')['secretName'], path),
      ...named(fieldsAt(nodePublishSecretRef)['name'], path),
      // The driver of secret stores.
      ...named(fieldsAt(volumeAttributes)['secretProviderClass'], path),
      ...projected,
    ];
  });
  const variables = containersOf(pod).flatMap(({ path, fields }) => [
    ...listAt(fields, 'envFrom').flatMap((from) => named(fieldsAt(from, 'secretRef')['name'], [...path, 'envFrom'])),
    ...listAt(fields, 'env').flatMap((variable) =>
      named(fieldsAt(variable, 'valueFrom', 'secretKeyRef')['name'], [
        ...path,
        'env',
        String(fieldsAt(variable)['name']),
      ]),
    ),
  ]);
  const pull = listAt(pod.spec, 'imagePullSecrets').flatMap((secret) =>
    named(fieldsAt(secret)['name'], [...pod.path, 'spec', 'imagePullSecrets']),
  );
  return [...volumes, ...variables, ...pull];
}
