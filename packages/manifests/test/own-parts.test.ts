import {
  type AppFacts,
  type ChartInput,
  createRegistry,
  definePart,
  type KubernetesObject,
  type ObjectFile,
  type PodContribution,
} from '@goldenpath/extension';
import { appManifests, ManifestShapes, type Releases } from '@goldenpath/manifests';
import { ApiObject } from 'cdk8s';

const NAMES = ['orders-api', 'a-very-much-longer-name-than-others', 'users-web-1', 'billing-web', 'search-api-12'];

/** Facts of the part that is made for each application, and of the part that is shared. */
interface Facts {
  readonly entries: Readonly<Record<string, string>>;
  readonly checksum: string;
  readonly size: number;
}

interface App {
  readonly name: string;
  /** By environment. */
  readonly facts: Readonly<Record<string, Facts>>;
}

const facts = (text: string, size = 1): Facts => ({ entries: { [`KEY_${text}`]: text }, checksum: text, size });

/** Applications that differ in all entries. */
const APPS: readonly App[] = NAMES.map((name, index) => ({
  name,
  facts: { dev: facts(`d${index}`), prod: facts(`p${index}`, 2) },
}));

function factsOf({ name, facts: given }: App): AppFacts {
  const inOne = (environment: string, { entries, checksum, size }: Facts) => ({
    environment,
    namespace: environment === 'prod' ? 'prod-apps' : 'apps',
    labels: { app: name },
    selector: { app: name },
    uses: [],
    tags: {},
    box: { size, image: { source: 'built', placeholder: name, url: `example.com/${name}`, initialTag: 'none' } },
    list: { entries, checksum },
  });
  const general = Object.entries(given).map(([environment, own]) => inOne(environment, { ...own, size: 1 }));
  return {
    name,
    description: `What ${name} does.`,
    manifestsPath: `apps/${name}/deploy`,
    general,
    // Without an override, the facts are the same ones in memory.
    environments: Object.entries(given).map(([environment, own], index) =>
      own.size === 1 ? general[index] : inOne(environment, own),
    ),
  } as unknown as AppFacts;
}

type List = Pick<Facts, 'entries' | 'checksum'>;

interface Options {
  readonly add?: (list: ChartInput<List>) => Record<string, unknown>;
  readonly pod?: (list: List) => PodContribution;
  readonly file?: (object: KubernetesObject) => ObjectFile;
  /** The namespace of a further object of the shared part. @default there is none */
  readonly elsewhere?: string;
}

const listOf = ({ app, facts: { entries } }: ChartInput<List>) => ({
  apiVersion: 'example.com/v1',
  kind: 'List',
  metadata: { name: `${app}-list` },
  entries,
});

/** A shared part whose object has the annotations of the pods, and a part that does not declare `chartsInsertNames`. */
function registryOf({
  add = listOf,
  pod: podOf = ({ checksum }) => ({ annotations: { checksum } }),
  file,
  elsewhere,
}: Options) {
  let made = 0;
  const box = definePart<{ size: number; image: { initialTag: string } }>({
    name: 'box',
    description: 'A box.',
    chartsInsertNames: true,
    image: ({ image }) => image as never,
    charts: () => ({
      add: (chart, { app, environment, selector, pod, facts: { size, image }, image: nameOf }) => {
        made += 1;
        const containers = [{ name: 'app', image: nameOf(image as never) }];
        new ApiObject(chart, 'box', {
          apiVersion: 'example.com/v1',
          kind: 'Box',
          metadata: { name: app, annotations: { ...pod.annotations } },
          spec: {
            size,
            where: environment,
            marks: { ...pod.labels },
            template: { metadata: { labels: selector }, spec: { containers } },
          },
        });
        if (elsewhere !== undefined)
          new ApiObject(chart, 'other', {
            apiVersion: 'example.com/v1',
            kind: 'Other',
            metadata: { name: app, namespace: elsewhere },
          });
      },
      file: ({ kind }) => ({ file: `${kind.toLowerCase()}.yaml`, home: 'base' }),
    }),
  });
  const seen: string[] = [];
  const list = definePart<List>({
    name: 'list',
    description: 'A list.',
    charts: () => ({
      add: (chart, input) => {
        seen.push(JSON.stringify([input.app, input.facts, input.namespace, input.pod]));
        new ApiObject(chart, 'list', add(input) as never);
      },
      pod: podOf,
      ...(file && { file }),
    }),
  });
  return { registry: createRegistry([{ parts: [list, box] }]), made: () => made, seen };
}

/** The manifests of all applications from shapes alone and of their own facts, and how often the box was made for the first. */
function bothWays(options: Options = {}, apps = APPS, releases: (app: string) => Releases = () => ({})) {
  const given = apps.map(factsOf);
  const { registry, made, seen } = registryOf(options);
  const shapes = new ManifestShapes(registry, true);
  const fromShapes = given.map((app) => appManifests(app, registry, releases(app.name), undefined, shapes));
  const count = made();
  const all = [...seen];
  const expected = given.map((app) => appManifests(app, registry, releases(app.name)));
  return { fromShapes, expected, made: count, seen: all };
}

test('a part that does not declare it is made of the own facts, and the other objects are made once', () => {
  const { fromShapes, expected, made, seen } = bothWays();
  expect(fromShapes).toEqual(expected);
  // The general size in both environments, and the other size in one.
  expect(made).toBe(3);
  expect(seen.length).toBe(NAMES.length * 3);
  expect(seen.join('\n')).not.toMatch(/qz/);
  const overlays = fromShapes[0]?.filter(({ path }) => path.endsWith('/list.yaml')) ?? [];
  expect(overlays.map(({ content }) => content.includes('KEY_d0: d0'))).toEqual([true, false]);
});

test('values of annotations that are equal in two environments are not taken for different ones', () => {
  const apps = APPS.map((app, index) => {
    const { dev = facts('d'), prod = facts('p') } = app.facts;
    return { ...app, facts: { dev, prod: { ...prod, checksum: index % 2 === 0 ? dev.checksum : prod.checksum } } };
  });
  const { fromShapes, expected } = bothWays({}, apps);
  expect(fromShapes).toEqual(expected);
  expect(new Set(expected.map((files) => files.length)).size).toBe(1);
});

test('applications with equal objects in different environments have their own overlays', () => {
  const apps = APPS.map(({ name, facts: given }, index) => ({
    name,
    facts: { [['dev', 'test'][index % 2] ?? '']: given['dev'] ?? facts('d') },
  }));
  const { fromShapes, expected } = bothWays({}, apps);
  expect(fromShapes).toEqual(expected);
});

test('each application keeps the image that runs', () => {
  const releases = (app: string) => ({ prod: { newTag: `of-${app.length}` } });
  const { fromShapes, expected } = bothWays({}, APPS, releases);
  expect(fromShapes).toEqual(expected);
  expect(JSON.stringify(expected)).toContain('newTag: of-10');
});

test.each(['qz-app-name-qz', 'qz-value-0-qz', 'qz-tag-qz', 'orders-api'])('the tag %s is kept as it is', (newTag) => {
  const { fromShapes, expected } = bothWays({}, APPS, () => ({ prod: { newTag } }));
  expect(fromShapes).toEqual(expected);
  expect(JSON.stringify(expected)).toContain(`newTag: ${newTag}`);
});

test.each<[string, Options]>([
  ['other names', { add: (input) => ({ ...listOf(input), metadata: { name: `list-${input.app.length}` } }) }],
  ['other kinds', { add: (input) => ({ ...listOf(input), kind: input.app.length > 10 ? 'List' : 'Lists' }) }],
  ['other versions', { add: (input) => ({ ...listOf(input), apiVersion: `example.com/v${input.app.length}` }) }],
  ['other files', { file: ({ metadata: { name } }) => ({ file: `list-${name.length}.yaml`, home: 'overlay' }) }],
  ['other labels of pods', { pod: ({ checksum }) => ({ labels: { own: checksum } }) }],
  ['other annotations', { pod: ({ checksum }) => ({ annotations: { [`of-${checksum}`]: checksum } }) }],
  ['more annotations', { pod: ({ checksum }) => ({ annotations: { a: 'same', checksum, z: `${checksum}-z` } }) }],
  ['objects of a base', { file: () => ({ file: 'list.yaml', home: 'base' }) }],
  [
    'objects without a namespace',
    { add: (input) => ({ ...listOf(input), metadata: { name: 'list', namespace: '' } }) },
  ],
  ['objects elsewhere', { add: (input) => ({ ...listOf(input), metadata: { name: 'list', namespace: 'other' } }) }],
  [
    'pods',
    {
      add: (input) => ({
        ...listOf(input),
        spec: { template: { metadata: { labels: {} }, spec: { containers: [{ name: 'own', image: input.app }] } } },
      }),
    },
  ],
  ['names in keys', { pod: ({ checksum }) => ({ labels: { [`orders-api-${checksum}`]: 'own' } }) }],
  ['annotations like a placeholder', { pod: () => ({ annotations: { checksum: 'qz-value-0-qz' } }) }],
  ['annotations that need quotes', { pod: ({ checksum }) => ({ annotations: { checksum: `1e${checksum.length}` } }) }],
])('a part that has %s in each application gives the files of the own facts', (_, options) => {
  const { fromShapes, expected } = bothWays(options);
  expect(fromShapes).toEqual(expected);
});

test('an object in a base is found if there is one environment', () => {
  const apps = APPS.map(({ name, facts: { dev = facts('d') } }) => ({ name, facts: { dev } }));
  const { fromShapes, expected } = bothWays({ file: () => ({ file: 'list.yaml', home: 'base' }) }, apps);
  expect(fromShapes).toEqual(expected);
});

test('applications of a part with objects in a base are made from their own facts at once', () => {
  const { seen } = bothWays({ file: () => ({ file: 'list.yaml', home: 'base' }) });
  const times = (app: string) => seen.filter((one) => one.includes(app)).length;
  expect(times('orders-api')).toBe(times('users-web-1') + 1);
});

test('objects have their namespaces if they are in several', () => {
  const { fromShapes, expected } = bothWays({ elsewhere: 'other' });
  expect(fromShapes).toEqual(expected);
  expect(JSON.stringify(expected)).toContain('namespace: prod-apps');
});

test('a second workload of such a part is an error', () => {
  const add = (input: ChartInput<List>) => ({
    ...listOf(input),
    spec: { template: { metadata: { labels: input.selector }, spec: { containers: [{ name: 'own' }] } } },
  });
  const { registry } = registryOf({ add });
  const shapes = new ManifestShapes(registry, true);
  for (const app of APPS)
    expect(() => appManifests(factsOf(app), registry, {}, undefined, shapes)).toThrow('send requests to them');
});
