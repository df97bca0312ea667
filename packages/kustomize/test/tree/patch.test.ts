import { deployment, overlayOf, podPatch } from './build';

const configMap = (data: object, annotations: Record<string, string> = { 'a/b': 'x' }) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'app', annotations },
  data,
});

const named = (...names: string[]) => names.map((name) => ({ name, value: name }));

describe('fields', () => {
  test('are changed, added and removed in the order of the target', () => {
    const patch = podPatch({ a: '1', b: '2', c: { d: 'x' } }, { c: { d: 'y' }, e: {}, b: '2' });
    expect(patch).toBe("c:\n  d: 'y'\ne: {}\na: null\n");
  });

  test('text that looks like another type stays text', () => {
    const patch = overlayOf(configMap({ A: 'a', B: 'b', C: 'c' }), configMap({ A: '1', B: 'true', C: 'null' }));
    expect(patch['configmap.yaml']).toContain("data:\n  A: '1'\n  B: 'true'\n  C: 'null'\n");
  });

  test('an annotation is merged by its whole name', () => {
    const patch = overlayOf(configMap({}, { 'a/b': 'x' }), configMap({}, { 'a/b': 'y' }));
    expect(patch['configmap.yaml']).toContain("  annotations:\n    a/b: 'y'\n");
  });

  test.each([
    ['a change of type', { A: '5' }, { A: 5 }, '- op: replace\n  path: /data/A\n  value: 5\n'],
    ['a name that is no text without quotes', {}, { true: 'x' }, '- op: add\n  path: /data/true\n  value: x\n'],
    ['a number for a name', { 8080: 'x' }, {}, '- op: remove\n  path: /data/8080\n'],
    ['a slash and a tilde', { '~a/b': 'x' }, { '~a/b': 'z' }, '- op: replace\n  path: /data/~0a~1b\n  value: z\n'],
    ['an instruction', {}, { A: { $patch: 'delete' } }, '- op: add\n  path: /data/A\n  value:\n    $patch: delete\n'],
    ['a null', {}, { A: { B: null } }, '- op: add\n  path: /data/A\n  value:\n    B: null\n'],
    ['a tab after lines', { A: 'a\nb\n' }, { A: '\tc' }, '- op: replace\n  path: /data/A\n  value: "\\tc"\n'],
  ])('%s', (_, base, target, operations) => {
    expect(overlayOf(configMap(base), configMap(target))['configmap.patch.yaml']).toBe(operations);
  });

  test('a field called __proto__ is a field', () => {
    const files = overlayOf(configMap({}), configMap(JSON.parse('{"__proto__": "x"}') as object));
    expect(files['configmap.yaml']).toContain('data:\n  __proto__: x\n');
  });

  test('a JSON patch targets exactly its object', () => {
    const from = {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: 'a.b' },
      spec: { n: '1' },
    };
    const files = overlayOf(from, { ...from, spec: { n: 1 } });
    expect(files['kustomization.yaml']).toContain(
      'patches:\n  - path: externalsecret.patch.yaml\n    target:\n      group: external-secrets\\.io\n' +
        '      version: v1\n      kind: ExternalSecret\n      name: a\\.b\n',
    );
  });
});

describe('lists with a merge key', () => {
  test.each([
    ['changed', named('a', 'b', 'c'), [{ name: 'a', value: 'x' }, ...named('b', 'c')], '- name: a\n  value: x\n'],
    [
      'changed behind',
      named('a', 'b'),
      [...named('a'), { name: 'b', value: 'x' }],
      '- name: a\n- name: b\n  value: x\n',
    ],
    ['appended', named('a', 'b'), named('a', 'b', 'c'), '- name: a\n- name: b\n- name: c\n  value: c\n'],
    ['put in front', named('a', 'b'), named('c', 'a', 'b'), '- name: c\n  value: c\n'],
    ['removed', named('a', 'b', 'c', 'd'), named('a', 'c', 'd'), '- name: b\n  $patch: delete\n'],
    ['moved', named('a', 'b', 'c'), named('b', 'a', 'c'), '- name: b\n'],
    ['all removed', named('a', 'b'), [], '- $patch: replace\n'],
    ['all replaced', named('a', 'b'), named('d'), '- $patch: replace\n- name: d\n  value: d\n'],
  ])('%s', (_, base, target, patch) => {
    expect(podPatch({ initContainers: base }, { initContainers: target })).toBe(
      `initContainers:\n${patch.replaceAll(/^/gm, '  ').trimEnd()}\n`,
    );
  });

  test.each([
    ['volumes', 'name'],
    ['imagePullSecrets', 'name'],
    ['hostAliases', 'ip'],
  ])('%s of a pod by %s', (field, key) => {
    const [first, second] = [
      { [key]: 'a', x: 1 },
      { [key]: 'b', x: 1 },
    ];
    const patch = podPatch({ [field]: [first, second] }, { [field]: [{ ...first, x: 2 }, second] });
    expect(patch).toBe(`${field}:\n  - ${key}: a\n    x: 2\n`);
  });

  test.each([
    ['env', 'name', 'a', 'b'],
    ['volumeMounts', 'mountPath', '/a', '/b'],
    ['volumeDevices', 'devicePath', '/a', '/b'],
    ['ports', 'containerPort', 8080, 9090],
  ])('%s of a container by %s', (field, key, one, two) => {
    const elements = (x: number) => ({ containers: [{ name: 'c', [field]: [{ [key]: one, x }, { [key]: two }] }] });
    expect(podPatch(elements(1), elements(2))).toBe(
      `containers:\n  - name: c\n    ${field}:\n      - ${key}: ${one}\n        x: 2\n`,
    );
  });

  test('a volume becomes an emptyDir', () => {
    const patch = podPatch(
      { volumes: [{ name: 'v', configMap: { name: 'x' } }] },
      { volumes: [{ name: 'v', emptyDir: {} }] },
    );
    expect(patch).toBe('volumes:\n  - name: v\n    emptyDir: {}\n    configMap: null\n');
  });

  test('two elements with one key need a JSON patch', () => {
    const files = overlayOf(deployment({ volumes: named('a') }), deployment({ volumes: named('b', 'b') }));
    expect(Object.keys(files)).toEqual(['deployment.patch.yaml', 'kustomization.yaml']);
    expect(files['deployment.patch.yaml']).toContain('- op: replace\n  path: /spec/template/spec/volumes\n');
  });
});

describe('lists with two merge keys', () => {
  const port = (containerPort: number, protocol: string, name: string) => ({ containerPort, protocol, name });
  const ports = (...list: object[]) => ({ containers: [{ name: 'c', ports: list }] });

  test('a changed element stays in its place', () => {
    const patch = podPatch(
      ports(port(1, 'TCP', 'a'), port(1, 'UDP', 'b')),
      ports(port(1, 'TCP', 'a'), port(1, 'UDP', 'c')),
    );
    expect(patch).toBe(
      'containers:\n  - name: c\n    ports:\n      - containerPort: 1\n        protocol: UDP\n        name: c\n',
    );
  });

  test('an added one needs the whole list', () => {
    const patch = podPatch(ports(port(1, 'TCP', 'a')), ports(port(1, 'TCP', 'a'), port(2, 'TCP', 'b')));
    expect(patch).toContain('    ports:\n      - $patch: replace\n      - containerPort: 1\n');
  });

  test('topology spread constraints have the keys topologyKey and whenUnsatisfiable', () => {
    const spread = (maxSkew: number) => ({
      topologySpreadConstraints: [{ topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', maxSkew }],
    });
    expect(podPatch(spread(1), spread(2))).toBe(
      'topologySpreadConstraints:\n  - topologyKey: zone\n    whenUnsatisfiable: DoNotSchedule\n    maxSkew: 2\n',
    );
  });
});

describe('lists that are replaced as a whole', () => {
  test('by a merge, if kustomize replaces them', () => {
    expect(podPatch({ tolerations: [{ key: 'a' }] }, { tolerations: [{ key: 'a' }, { key: 'b' }] })).toBe(
      'tolerations:\n  - key: a\n  - key: b\n',
    );
  });

  test('of a custom resource, even where a pod has a merge key', () => {
    const thing = (x: number) => ({
      apiVersion: 'example.io/v1',
      kind: 'Thing',
      metadata: { name: 'app' },
      spec: { containers: [{ name: 'a' }, { name: 'b', x }] },
    });
    expect(overlayOf(thing(1), thing(2))['thing.yaml']).toContain(
      'spec:\n  containers:\n    - name: a\n    - name: b\n      x: 2\n',
    );
  });

  test('by a JSON patch, if the strategy is unknown', () => {
    const gates = (name: string) => deployment({ schedulingGates: [{ name }] });
    expect(overlayOf(gates('a'), gates('b'))['deployment.patch.yaml']).toBe(
      '- op: replace\n  path: /spec/template/spec/schedulingGates\n  value:\n    - name: b\n',
    );
  });
});
