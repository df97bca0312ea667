import type { KubernetesObject } from '@goldenpath/kustomize';
import { containersOf, fieldsAt, listAt, podTemplateOf } from './pod';
import type { Breach, Guard, GuardedChange } from './types';

/** A release moves the image of a container, and nothing else. */
export const image: Guard = {
  name: 'image',
  check: ({ before, after, images }) => {
    const known = new Map(containersIn(before).map(({ path, fields }) => [JSON.stringify(path), fields['image']]));
    return containersIn(after).flatMap(({ name, path, fields }): Breach[] => {
      const written = fields['image'];
      const old = known.get(JSON.stringify(path));
      const at = [...path, 'image'];
      if (known.has(JSON.stringify(path)))
        return written === old ? [] : [{ path: at, what: `changes the image of the container ${name}` }];
      const isReleased = images.some(({ newName }) => String(written).split(/[:@]/)[0] === newName.split(/[:@]/)[0]);
      return isReleased ? [{ path: at, what: `pins an image of the application in the container ${name}` }] : [];
    });
  },
};

/** Selectors, the labels that they match, and the labels that all objects of the application have. */
export const selectors: Guard = {
  name: 'selectors',
  check: ({ before, after }) => [
    ...changedLabels(before, after),
    ...['selector', 'podSelector', 'scaleTargetRef', 'serviceName'].flatMap((field): Breach[] =>
      isEqual(fieldsAt(before, 'spec')[field], fieldsAt(after, 'spec')[field])
        ? []
        : [{ path: ['spec', field], what: `changes \`spec.${field}\`` }],
    ),
  ],
};

function changedLabels(before: KubernetesObject, after: KubernetesObject): Breach[] {
  const template = podTemplateOf(after);
  const places = [
    { path: ['metadata', 'labels'], old: before.metadata.labels ?? {}, now: fieldsAt(after, 'metadata', 'labels') },
    ...(template === undefined
      ? []
      : [
          {
            path: [...template.path, 'metadata', 'labels'],
            old: podTemplateOf(before)?.labels ?? {},
            now: template.labels,
          },
        ]),
  ];
  return places.flatMap(({ path, old, now }) =>
    Object.entries(old)
      .filter(([label, value]) => now[label] !== value)
      .map(([label]) => ({ path: [...path, label], what: `changes the label \`${label}\`, which the platform sets` })),
  );
}

/** A network policy is what the platform lets pods reach. */
export const networkPolicy: Guard = {
  name: 'network-policy',
  check: ({ before, after }) =>
    !after.kind.endsWith('NetworkPolicy') || isEqual(before['spec'], after['spec'])
      ? []
      : [{ path: ['spec'], what: `changes the ${after.kind}` }],
};

/** Whose permissions pods have. */
export const privileges: Guard = {
  name: 'privileges',
  check: ({ before, after }) => {
    const account = (object: KubernetesObject) => podTemplateOf(object)?.spec['serviceAccountName'];
    const template = podTemplateOf(after);
    const role = (object: KubernetesObject) => object.metadata.annotations?.['eks.amazonaws.com/role-arn'];
    return [
      ...(account(before) === account(after)
        ? []
        : [{ path: [...(template?.path ?? []), 'spec', 'serviceAccountName'], what: 'changes the service account' }]),
      ...(role(before) === role(after)
        ? []
        : [
            {
              path: ['metadata', 'annotations', 'eks.amazonaws.com/role-arn'],
              what: 'changes the IAM role of the service account',
            },
          ]),
      ...(/^(Cluster)?Role(Binding)?$/.test(after.kind) && !isEqual(before, after)
        ? [{ path: [], what: `changes the ${after.kind}` }]
        : []),
    ];
  },
};

const ROUTES: ReadonlySet<string> = new Set(['Ingress', 'HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute']);

/** The hosts, and what is reachable from outside of the cluster. */
export const exposure: Guard = {
  name: 'exposure',
  check: ({ before, after }) => [
    ...['type', 'externalIPs', 'externalName', 'loadBalancerIP', 'loadBalancerClass'].flatMap((field): Breach[] =>
      after.kind !== 'Service' || isEqual(fieldsAt(before, 'spec')[field], fieldsAt(after, 'spec')[field])
        ? []
        : [{ path: ['spec', field], what: `changes \`spec.${field}\` of the Service` }],
    ),
    ...(ROUTES.has(after.kind) ? changedRoute(before, after) : []),
  ],
};

function changedRoute(before: KubernetesObject, after: KubernetesObject): Breach[] {
  const known = new Set(hostsOf(before));
  const hosts = hostsOf(after).filter((host) => !known.has(host));
  const field = after.kind === 'Ingress' ? 'rules' : 'hostnames';
  return [
    ...hosts.map((host) => ({ path: ['spec', field], what: `adds the host ${host}` })),
    ...['ingressClassName', 'parentRefs'].flatMap((name): Breach[] =>
      isEqual(fieldsAt(before, 'spec')[name], fieldsAt(after, 'spec')[name])
        ? []
        : [{ path: ['spec', name], what: `changes \`spec.${name}\`` }],
    ),
  ];
}

function hostsOf(object: KubernetesObject): string[] {
  const rules = listAt(object, 'spec', 'rules').map((rule) =>
    object.kind === 'Ingress' ? String(fieldsAt(rule)['host'] ?? '*') : '',
  );
  const names = listAt(object, 'spec', 'hostnames').map(String);
  return [...rules.filter((host) => host !== ''), ...names];
}

/** The Secrets that pods read, and where these come from. */
export const secretAccess: Guard = {
  name: 'secret-access',
  check: (change) => [...readSecrets(change), ...changedSecret(change)],
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

function secretsOf(object: KubernetesObject): { readonly name: string; readonly path: Breach['path'] }[] {
  const pod = podTemplateOf(object);
  if (pod === undefined) return [];
  const named = (value: unknown, path: Breach['path']) => (typeof value === 'string' ? [{ name: value, path }] : []);
  const volumes = listAt(pod.spec, 'volumes').flatMap((volume) => {
    const { name } = fieldsAt(volume);
    const path = [...pod.path, 'spec', 'volumes', String(name)];
    const projected = listAt(volume, 'projected', 'sources').flatMap((source) =>
      named(fieldsAt(source, 'secret')['name'], path),
    );
    return [...named(fieldsAt(volume, 'secret')['secretName'], path), ...projected];
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

function containersIn(object: KubernetesObject) {
  const pod = podTemplateOf(object);
  return pod === undefined ? [] : containersOf(pod);
}

function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

/** A copy with sorted fields. The order of fields has no meaning. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([field, item]) => [field, sorted(item)]));
}
