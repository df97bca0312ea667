import {
  type AppFacts,
  type ChartInput,
  createRegistry,
  definePart,
  type KubernetesObject,
} from '@goldenpath/extension';
import { appManifests, ManifestShapes } from '@goldenpath/manifests';
import { ApiObject } from 'cdk8s';

const NAMES = ['orders-api', 'a-very-much-longer-name-than-others', 'users-web-1', 'billing-web', 'search-api-12'];

interface Box {
  readonly host: string;
  readonly size: number;
}

/** Facts of applications that differ in their names, and in a checksum. */
function apps(names: readonly string[] = NAMES, namespaces: readonly string[] = ['apps', 'prod-apps']): AppFacts[] {
  return names.map((name, index) => {
    const inOne = (environment: string, namespace: string, size: number) => ({
      environment,
      namespace,
      labels: { app: name },
      selector: { app: name },
      uses: [],
      tags: {},
      box: { host: `${name}.example.com`, size },
      note: `${environment}${index}`,
    });
    const [dev = '', prod = ''] = namespaces;
    return {
      name,
      description: `What ${name} does.`,
      manifestsPath: `apps/${name}/deploy`,
      general: [inOne('dev', dev, 1), inOne('prod', prod, 1)],
      environments: [inOne('dev', dev, 1), inOne('prod', prod, 2)],
    } as unknown as AppFacts;
  });
}

interface Options {
  /** A further object. */
  readonly other?: { readonly name: string; readonly namespace?: string };
  readonly isDeclared?: boolean;
  readonly file?: (object: KubernetesObject) => string;
}

/** A part with an object that contains a text, and one with an annotation. */
function boxes(
  textOf: (input: ChartInput<Box>) => unknown,
  { isDeclared = true, file = ({ kind }) => `${kind}.yaml`.toLowerCase(), other }: Options = {},
) {
  let made = 0;
  const box = definePart<Box>({
    name: 'box',
    description: 'A box.',
    chartsInsertNames: isDeclared,
    charts: () => ({
      add: (chart, input) => {
        made += 1;
        new ApiObject(chart, 'box', {
          apiVersion: 'example.com/v1',
          kind: 'Box',
          metadata: { name: `${input.app}-box`, annotations: { ...input.pod.annotations } },
          spec: { text: textOf(input), size: input.facts.size },
        });
        if (other !== undefined)
          new ApiObject(chart, 'other', { apiVersion: 'example.com/v1', kind: 'Box', metadata: other });
      },
      file: (object) => ({ file: file(object), home: 'base' }),
    }),
  });
  const note = definePart<string>({
    name: 'note',
    description: 'An annotation of the pods.',
    chartsInsertNames: true,
    charts: () => ({ pod: (text) => ({ annotations: { checksum: text } }) }),
  });
  return { registry: createRegistry([{ parts: [box, note] }]), made: () => made };
}

/** The manifests of all applications both ways, and how often the part made its object for those from shapes. */
function bothWays(
  textOf: (input: ChartInput<Box>) => unknown,
  options: Options = {},
  given: readonly AppFacts[] = apps(),
) {
  const { registry, made } = boxes(textOf, options);
  const expected = given.map((app) => appManifests(app, registry));
  const trusted = new ManifestShapes(registry, true);
  const before = made();
  const fromShapes = given.map((app) => appManifests(app, registry, {}, undefined, trusted));
  const count = made() - before;
  const shapes = new ManifestShapes(registry);
  const results = given.map((app) => appManifests(app, registry, {}, undefined, shapes));
  return { results, fromShapes, expected, made: count };
}

test('objects of applications that differ in names, namespaces and checksums are made once', () => {
  const { results, fromShapes, expected, made } = bothWays(({ facts }) => `http://${facts.host}/`);
  expect(results).toEqual(expected);
  expect(fromShapes).toEqual(expected);
  expect(made).toBe(2);
  expect(expected[0]?.map(({ path }) => path)).toContain('apps/orders-api/deploy/base/box.yaml');
});

test.each<[string, (input: ChartInput<Box>) => unknown]>([
  ['hashes names', ({ app }) => [...app].reduce((sum, letter) => sum + letter.charCodeAt(0), 0)],
  ['asks for the length of names', ({ app }) => app.length],
  ['asks for one name', ({ app }) => app === 'users-web-1'],
  ['asks for the length of namespaces', ({ namespace }) => namespace.length],
])('the files are those of the own facts if a part %s', (_, textOf) => {
  const { results, expected } = bothWays(textOf);
  expect(results).toEqual(expected);
});

test.each<[string, (input: ChartInput<Box>) => unknown]>([
  ['shortens names', ({ app }) => app.slice(0, 8)],
  ['writes names in capitals', ({ app }) => app.toUpperCase()],
  ['makes keys of names', ({ app }) => ({ [app]: 1, orders: 2, z: 3 })],
])('a part that %s is found without a comparison', (_, textOf) => {
  const { fromShapes, expected } = bothWays(textOf);
  expect(fromShapes).toEqual(expected);
});

test('a part that does not declare it is not made once', () => {
  const { results, fromShapes, expected, made } = bothWays(({ app }) => app.length, { isDeclared: false });
  expect([results, fromShapes]).toEqual([expected, expected]);
  expect(made).toBeGreaterThanOrEqual(NAMES.length);
});

test.each<[string, readonly string[], readonly string[]]>([
  ['a name that needs quotes', ['on', '1e300', ...NAMES], ['apps', 'prod-apps']],
  ['a name that is in the objects', ['example-com', 'static-text', ...NAMES], ['apps', 'prod-apps']],
  ['namespaces that need quotes', NAMES, ['1e3', 'yes']],
  ['one namespace for both', NAMES, ['apps', 'apps']],
  ['a namespace with the name of an application', NAMES, ['orders-api', 'users-web-1']],
])('%s gives the same files', (_, names, namespaces) => {
  const text = ({ facts }: ChartInput<Box>) => `static-text example-com ${facts.host}`;
  const { results, fromShapes, expected } = bothWays(text, {}, apps(names, namespaces));
  expect([results, fromShapes]).toEqual([expected, expected]);
});

test('a namespace that needs quotes has none within other text', () => {
  const text = ({ namespace }: ChartInput<Box>) => `http://box.${namespace}.svc`;
  const { results, fromShapes, expected } = bothWays(text, {}, apps(NAMES, ['1e3', 'yes']));
  expect([results, fromShapes]).toEqual([expected, expected]);
});

test('text like a placeholder in the facts is left alone', () => {
  const given = apps().map((app) => ({
    ...app,
    environments: app.environments.map((facts) => ({ ...facts, note: 'qz-value-0-qz' })),
  }));
  const { results, fromShapes, expected } = bothWays(({ facts }) => facts.host, {}, given);
  expect([results, fromShapes]).toEqual([expected, expected]);
});

test('files that are named after the application are in order of path', () => {
  const { fromShapes, expected } = bothWays(({ facts }) => facts.host, {
    file: ({ metadata: { name } }) => `${name}.yaml`,
  });
  expect(fromShapes).toEqual(expected);
});

test('objects that differ from earlier ones are made both ways after the first applications as well', () => {
  const names = Array.from({ length: 30 }, (_, index) => `orders-api-of-team-${index}`);
  const given = apps(names).map((app, index) =>
    index < 25
      ? app
      : {
          ...app,
          environments: app.environments.map((facts) => ({ ...facts, box: { host: `${app.name}.com`, size: 3 } })),
        },
  );
  const { results, fromShapes, expected } = bothWays(
    ({ app, facts }) => (facts.size === 3 ? app.length : facts.host),
    {},
    given,
  );
  expect(results).toEqual(expected);
  expect(fromShapes).not.toEqual(expected);
});

test('objects that are right for the first application by chance are compared with those of the second', () => {
  const names = Array.from({ length: 30 }, (_, index) => `orders-api-of-team-${index}`);
  // As long as the placeholder of the name.
  names[25] = 'orders-api-xyz';
  const given = apps(names).map((app, index) =>
    index < 25 ? app : { ...app, general: app.general.map(sizeThree), environments: app.environments.map(sizeThree) },
  );
  const { results, fromShapes, expected } = bothWays(
    ({ app, facts }) => (facts.size === 3 ? app.length : facts.host),
    {},
    given,
  );
  expect(results).toEqual(expected);
  expect(fromShapes).not.toEqual(expected);
});

function sizeThree<Facts extends object>(facts: Facts): Facts {
  return { ...facts, box: { host: 'example.com', size: 3 }, note: 'the same' };
}

test('after a difference, no application is made from shapes', () => {
  const names = Array.from({ length: 30 }, (_, index) => `orders-${index < 2 ? 'api' : 'api-of-a-team'}-${index}`);
  const { results, fromShapes, expected } = bothWays(({ app }) => app.length > 20, {}, apps(names));
  expect(results).toEqual(expected);
  expect(fromShapes).not.toEqual(expected);
});

test('an object that names a namespace of the application keeps it', () => {
  const { fromShapes, expected } = bothWays(({ facts }) => facts.host, {
    other: { name: 'other-box', namespace: 'apps' },
    file: ({ metadata: { name } }) => (name === 'other-box' ? 'other.yaml' : 'box.yaml'),
  });
  expect(fromShapes).toEqual(expected);
});

test('two objects of one name are an error, though one is named after the application', () => {
  const registry = boxes(({ facts }) => facts.host, {
    other: { name: 'orders-api-box' },
    file: (object) => (object['spec'] === undefined ? 'other.yaml' : 'box.yaml'),
  });
  const shapes = new ManifestShapes(registry.registry, true);
  const [orders] = apps() as [AppFacts];
  expect(() => appManifests(orders, registry.registry, {}, undefined, shapes)).toThrow('appears twice');
});
