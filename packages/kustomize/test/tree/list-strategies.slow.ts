import { managedYamlText } from '@goldenpath/files';

import type { KubernetesObject } from '@goldenpath/kustomize';
import { OTHER_LISTS, POD_LISTS } from '../../src/tree/merge-keys';
import { kubectlKustomize } from '@goldenpath/testing/kustomize';

/** A list of the tables, and its entry. */
interface Line {
  readonly apiVersion: string;
  readonly kind: string;
  readonly path: readonly string[];
  readonly expected: readonly string[] | 'atomic';
}

const lines: Line[] = [
  ...Object.entries(POD_LISTS).flatMap(([path, expected]) => podLines(path, expected)),
  ...Object.entries(OTHER_LISTS).map(([line, expected]) => {
    const [apiVersion = '', kind = '', path = ''] = line.split(' ');
    return { apiVersion, kind, path: path.split('.'), expected };
  }),
];

function podLines(path: string, expected: Line['expected']): Line[] {
  const template = ['spec', 'template', 'spec'];
  const pods = [
    ...['Deployment', 'StatefulSet', 'DaemonSet'].map((kind) => ({ apiVersion: 'apps/v1', kind, above: template })),
    { apiVersion: 'batch/v1', kind: 'Job', above: template },
    { apiVersion: 'batch/v1', kind: 'CronJob', above: ['spec', 'jobTemplate', ...template] },
    { apiVersion: 'v1', kind: 'Pod', above: ['spec'] },
  ];
  const paths = path.startsWith('containers') ? [path, path.replace('containers', 'initContainers')] : [path];
  return pods.flatMap(({ apiVersion, kind, above }) =>
    paths.map((one) => ({ apiVersion, kind, path: [...above, ...one.split('.')], expected })),
  );
}

const LISTS_ON_THE_WAY = new Set(['containers', 'initContainers', 'volumes']);

function objectWith({ apiVersion, kind, path }: Line, name: string, list: readonly object[]): KubernetesObject {
  const [first = '', ...rest] = path;
  return { apiVersion, kind, metadata: { name }, [first]: nested(rest, first, list) };
}

function nested(path: readonly string[], above: string, list: readonly object[]): unknown {
  const [field, ...rest] = path;
  if (field === undefined) return list;
  const inner = { [field]: nested(rest, field, list) };
  return LISTS_ON_THE_WAY.has(above) ? [{ name: 'one', ...inner }] : inner;
}

function listIn(object: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, field) => {
    const map = (Array.isArray(value) ? (value as unknown[])[0] : value) as Record<string, unknown> | undefined;
    return map?.[field];
  }, object);
}

/** Two elements that all merge keys of the tables distinguish, with another field each. */
const element = (text: string, number: number, x: number) => ({
  name: text,
  ip: text,
  topologyKey: text,
  whenUnsatisfiable: text,
  mountPath: text,
  devicePath: text,
  protocol: text,
  containerPort: number,
  port: number,
  x,
});

test('kubectl kustomize merges every list of the tables as they state', () => {
  const files = lines.flatMap((line, index) => {
    const base = objectWith(line, `x${index}`, [element('a', 1, 1), element('b', 2, 1)]);
    const keys = line.expected === 'atomic' ? ['name'] : line.expected;
    const chosen = Object.fromEntries(
      Object.entries(element('b', 2, 2)).filter(([field]) => [...keys, 'x'].includes(field)),
    );
    return [
      { path: `${index}/base.yaml`, content: managedYamlText(base) },
      { path: `${index}/patch.yaml`, content: managedYamlText(objectWith(line, `x${index}`, [chosen])) },
      { path: `${index}/kustomization.yaml`, content: 'resources: [base.yaml]\npatches: [{ path: patch.yaml }]\n' },
    ];
  });
  const rendered = kubectlKustomize(
    files,
    lines.map((_, index) => String(index)),
  );
  const found = lines.map(({ kind, path }, index) => {
    const object = rendered.find(({ metadata }) => metadata.name === `x${index}`);
    const list = listIn(object, path);
    return `${kind} ${path.join('.')}: ${Array.isArray(list) && list.length === 2 ? 'keyed' : 'atomic'}`;
  });
  const expected = lines.map(
    ({ kind, path, expected: says }) => `${kind} ${path.join('.')}: ${says === 'atomic' ? 'atomic' : 'keyed'}`,
  );
  expect(found).toEqual(expected);
}, 60_000);
