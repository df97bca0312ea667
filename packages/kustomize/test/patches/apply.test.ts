import { type KubernetesObject, type ObjectPatch, withPatch } from '@goldenpath/kustomize';

const DEPLOYMENT: KubernetesObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'apps', labels: { app: 'web' } },
  spec: {
    replicas: 2,
    template: {
      spec: {
        containers: [
          {
            name: 'web',
            image: 'web',
            args: ['a', 'b'],
            env: [
              { name: 'A', value: '1' },
              { name: 'B', value: '2' },
            ],
          },
        ],
      },
    },
  },
};
const SERVICE: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', namespace: 'apps' },
  spec: { ports: [{ name: 'http', port: 80, protocol: 'TCP' }] },
};
const OBJECTS = [DEPLOYMENT, SERVICE];
const WEB = { kind: 'Deployment', name: 'web' };

const apply = (patch: Omit<ObjectPatch, 'file'>) => withPatch(OBJECTS, { file: 'patches/p.yaml', ...patch });
const merge = (spec: NonNullable<ObjectPatch['merge']>) => apply({ target: WEB, merge: { spec } });
const operate = (...operations: NonNullable<ObjectPatch['operations']>) => apply({ target: WEB, operations });
const containersOf = ({ objects }: ReturnType<typeof apply>) =>
  (objects[0] as { spec?: { template: { spec: { containers: unknown[] } } } }).spec?.template.spec.containers;

test('a merge patch changes a field, deletes one with null, and puts new elements first', () => {
  const result = merge({
    replicas: null,
    template: {
      spec: {
        containers: [
          { name: 'proxy', image: 'proxy:1' },
          { name: 'web', args: ['c'], env: [{ name: 'A', $patch: 'delete' }] },
        ],
      },
    },
  });
  expect(result.problem).toBeUndefined();
  expect(result.objects[0]?.['spec']).not.toHaveProperty('replicas');
  expect(containersOf(result)).toEqual([
    { name: 'proxy', image: 'proxy:1' },
    { name: 'web', image: 'web', args: ['c'], env: [{ name: 'B', value: '2' }] },
  ]);
  expect(result.objects[1]).toBe(SERVICE);
});

test.each<[string, ReturnType<typeof apply>, unknown]>([
  ['replace', operate({ op: 'replace', path: '/spec/replicas', value: 5 }), 5],
  [
    'remove and add',
    operate({ op: 'remove', path: '/spec/replicas' }, { op: 'add', path: '/spec/replicas', value: 6 }),
    6,
  ],
  ['test', operate({ op: 'test', path: '/spec/replicas', value: 2 }), 2],
  [
    'copy',
    operate({ op: 'add', path: '/spec/x', value: 9 }, { op: 'copy', from: '/spec/x', path: '/spec/replicas' }),
    9,
  ],
  [
    'move',
    operate({ op: 'add', path: '/spec/x', value: 8 }, { op: 'move', from: '/spec/x', path: '/spec/replicas' }),
    8,
  ],
])('the operation %s', (_name, { objects, problem }, replicas) => {
  expect(problem).toBeUndefined();
  expect(objects[0]?.['spec']).toHaveProperty('replicas', replicas);
});

test('an operation adds at an index and at the end of a list', () => {
  const args = '/spec/template/spec/containers/0/args';
  const result = operate({ op: 'add', path: `${args}/-`, value: 'z' }, { op: 'add', path: `${args}/0`, value: 'y' });
  expect(containersOf(result)).toEqual([expect.objectContaining({ args: ['y', 'a', 'b', 'z'] })]);
});

test.each<[string, ReturnType<typeof apply>, { path: unknown; message: string; choice?: unknown }]>([
  [
    'an unknown name',
    apply({ target: { kind: 'Deployment', name: 'wbe' }, merge: {} }),
    {
      path: ['name'],
      message: 'No object of the application is the Deployment "wbe": a patch changes objects, and adds none.',
      choice: { written: 'wbe', candidates: ['web'] },
    },
  ],
  [
    'an unknown kind',
    apply({ target: { kind: 'Deploymnet' }, merge: {} }),
    {
      path: ['kind'],
      message: 'No object of the application is the Deploymnet: a patch changes objects, and adds none.',
      choice: { written: 'Deploymnet', candidates: ['Deployment', 'Service'] },
    },
  ],
  [
    'another version',
    apply({ target: { ...WEB, group: 'apps', version: 'v1beta1' }, merge: {} }),
    { path: ['apiVersion'], message: 'The Deployment "web" has another API version than apps/v1beta1.' },
  ],
  [
    'a pointer that leads nowhere',
    operate({ op: 'replace', path: '/spec/replica', value: 1 }),
    {
      path: [0, 'path'],
      message: '"/spec/replica" leads nowhere: the value at "/spec" has no "replica".',
      choice: { written: 'replica', candidates: ['replicas', 'template'] },
    },
  ],
  [
    'an index behind the end',
    operate({ op: 'remove', path: '/spec/template/spec/containers/1' }),
    {
      path: [0, 'path'],
      message:
        '"/spec/template/spec/containers/1" leads nowhere: the value at "/spec/template/spec/containers" has no "1".',
    },
  ],
  [
    'a test that fails',
    operate({ op: 'test', path: '/spec/replicas', value: 3 }),
    { path: [0, 'value'], message: 'The test fails: the value at "/spec/replicas" is 2.' },
  ],
  [
    'a text that is not a pointer',
    operate({ op: 'remove', path: 'spec' }),
    { path: [0, 'path'], message: '"spec" is not a JSON pointer.' },
  ],
  [
    'a value of another type',
    merge({ replicas: '3' }),
    { path: ['spec', 'replicas'], message: 'This is a text, and the object has a number here.' },
  ],
  [
    'a list whose merge is not known',
    apply({ target: WEB, merge: { metadata: { finalizers: ['a'] } } }),
    {
      path: ['metadata', 'finalizers'],
      message: 'How kustomize merges the list `metadata.finalizers` of a Deployment is not known.',
    },
  ],
  [
    'a delete of what is not there',
    merge({ paused: null }),
    {
      path: ['spec', 'paused'],
      message: 'There is no "paused" to delete.',
      choice: { written: 'paused', candidates: ['replicas', 'template'] },
    },
  ],
  [
    'an element without its key',
    merge({ template: { spec: { containers: [{ image: 'a' }] } } }),
    { path: ['spec', 'template', 'spec', 'containers'], message: expect.stringContaining('need `name`') as string },
  ],
  [
    'another name',
    operate({ op: 'replace', path: '/metadata/name', value: 'other' }),
    {
      path: [],
      message: 'The patch changes what Deployment "web" is: its API version, kind, name or namespace.',
    },
  ],
  [
    'another namespace',
    apply({ target: WEB, merge: { metadata: { namespace: 'kube-system' } } }),
    { path: [], message: expect.stringContaining('name or namespace') as string },
  ],
  [
    'the whole object',
    operate({ op: 'replace', path: '', value: 'text' }),
    { path: [], message: expect.stringContaining('what Deployment "web" is') as string },
  ],
])('%s is refused, and nothing is changed', (_name, result, problem) => {
  expect(result.problem).toMatchObject(problem);
  expect(result.objects).toBe(OBJECTS);
  expect(result.changed).toEqual([]);
});

test('a target without a name is every object of its kind', () => {
  const result = withPatch([SERVICE, { ...SERVICE, metadata: { name: 'web-lb', namespace: 'apps' } }], {
    file: 'patches/p.yaml',
    target: { kind: 'Service' },
    merge: { metadata: { labels: { tier: 'front' } } },
  });
  expect(result.objects.map(({ metadata }) => metadata.labels)).toEqual([{ tier: 'front' }, { tier: 'front' }]);
});
