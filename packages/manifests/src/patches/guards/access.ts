import type { KubernetesObject } from '@goldenpath/kustomize';
import { isEqual } from './equal';
import { containersOf, fieldsAt, listAt, podTemplateOf } from './pod';
import type { Breach, Guard } from './types';

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
    ...['selector', 'podSelector', 'namespaceSelector', 'scaleTargetRef', 'serviceName'].flatMap((field): Breach[] =>
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

/** The fields of a pod that decide whose permissions it has, and which nodes and pods make room for it. */
const PRIVILEGES: Readonly<Record<string, string>> = {
  serviceAccountName: 'changes the service account',
  // Another name of the same field, which counts where `serviceAccountName` is missing.
  serviceAccount: 'changes the service account',
  priorityClassName: 'changes the priority class',
  nodeName: 'chooses a node past the scheduler',
};

const ROLE = 'eks.amazonaws.com/role-arn';

/** Whose permissions pods, and what scales them, have. */
export const privileges: Guard = {
  name: 'privileges',
  check: ({ before, after }) => {
    const template = podTemplateOf(after);
    const role = (object: KubernetesObject) => object.metadata.annotations?.[ROLE];
    const isRole = /^((Cluster)?Role(Binding)?|(Cluster)?TriggerAuthentication)$/.test(after.kind);
    return [
      ...Object.entries(PRIVILEGES).flatMap(([field, what]): Breach[] =>
        podTemplateOf(before)?.spec[field] === template?.spec[field]
          ? []
          : [{ path: [...(template?.path ?? []), 'spec', field], what }],
      ),
      ...(role(before) === role(after)
        ? []
        : [{ path: ['metadata', 'annotations', ROLE], what: 'changes the IAM role of the service account' }]),
      ...(isRole && !isEqual({ ...before, metadata: {} }, { ...after, metadata: {} })
        ? [{ path: [], what: `changes the ${after.kind}` }]
        : []),
      ...newAuthentications(before, after),
    ];
  },
};

/** The permissions with which KEDA asks for a metric. */
function newAuthentications(before: KubernetesObject, after: KubernetesObject): Breach[] {
  const authentications = (object: KubernetesObject) =>
    listAt(object, 'spec', 'triggers').map((trigger) => fieldsAt(trigger)['authenticationRef']);
  const known = authentications(before);
  return authentications(after)
    .filter((reference) => reference !== undefined && !known.some((old) => isEqual(old, reference)))
    .map(() => ({ path: ['spec', 'triggers'], what: 'gives a trigger another `authenticationRef`' }));
}

function containersIn(object: KubernetesObject) {
  const pod = podTemplateOf(object);
  return pod === undefined ? [] : containersOf(pod);
}
