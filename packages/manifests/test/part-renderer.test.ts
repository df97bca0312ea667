import {
  type AppInEnvironment,
  createRegistry,
  definePart,
  type InCluster,
  type PodContribution,
} from '@goldenpath/extension';
import { ApiObject } from 'cdk8s';
import { PartRenderer } from '../src/part-renderer';

interface Facts {
  readonly size: number;
}

const inEnvironment = (
  environment: string,
  box: Facts,
  extra: Readonly<Record<string, unknown>> = {},
): AppInEnvironment =>
  ({
    environment,
    namespace: 'apps',
    labels: { app: 'shop' },
    selector: { app: 'shop' },
    uses: [],
    tags: {},
    box,
    ...extra,
  }) as AppInEnvironment;

/** A renderer of one part, and in which environments the part was asked to make its object. */
function rendererOf(nameOf: (input: InCluster & { readonly pod: PodContribution }) => string) {
  let calls = 0;
  const box = definePart<Facts>({
    name: 'box',
    description: 'A box.',
    charts: () => ({
      add: (chart, input) => {
        calls += 1;
        new ApiObject(chart, 'box', {
          apiVersion: 'v1',
          kind: 'Box',
          metadata: { name: nameOf(input) },
          spec: { size: input.facts.size },
        });
      },
    }),
  });
  const note = definePart<string>({
    name: 'note',
    description: 'An annotation of the pods.',
    charts: () => ({ pod: (text) => ({ annotations: { note: text } }) }),
  });
  const renderer = new PartRenderer('shop', createRegistry([{ parts: [box, note] }]), () => '');
  const namesIn = (facts: AppInEnvironment) =>
    renderer.render(facts).flatMap(({ objects }) => objects.map(({ metadata }) => metadata.name));
  return { namesIn, calls: () => calls };
}

test('a part is rendered once for all environments with equal facts', () => {
  const { namesIn, calls } = rendererOf(() => 'box');
  expect([namesIn(inEnvironment('dev', { size: 1 })), namesIn(inEnvironment('prod', { size: 1 }))]).toEqual([
    ['box'],
    ['box'],
  ]);
  expect(calls()).toBe(1);
  namesIn(inEnvironment('prod', { size: 2 }));
  expect(calls()).toBe(2);
});

test('a part that reads the name of the environment is rendered in each', () => {
  const { namesIn, calls } = rendererOf(({ environment }) => `box-${environment}`);
  expect(namesIn(inEnvironment('dev', { size: 1 }))).toEqual(['box-dev']);
  expect(namesIn(inEnvironment('prod', { size: 1 }))).toEqual(['box-prod']);
  expect(namesIn(inEnvironment('dev', { size: 1 }))).toEqual(['box-dev']);
  expect(calls()).toBe(2);
});

test('a part that copies its input reads all of it', () => {
  const { namesIn, calls } = rendererOf((input) => {
    const { environment, pod } = { ...input };
    return `box-${environment}-${Object.keys(pod.annotations ?? {}).join()}`;
  });
  expect(namesIn(inEnvironment('dev', { size: 1 }))).toEqual(['box-dev-']);
  expect(namesIn(inEnvironment('prod', { size: 1 }))).toEqual(['box-prod-']);
  expect(namesIn(inEnvironment('dev', { size: 1 }, { note: 'a' }))).toEqual(['box-dev-note']);
  expect(calls()).toBe(3);
});

test('the own facts of a part are enough if it does not read the pod contributions of others', () => {
  const none = definePart<Facts>({
    name: 'box',
    description: 'A box.',
    charts: () => ({ add: (chart) => void new ApiObject(chart, 'box', { apiVersion: 'v1', kind: 'Box' }) }),
  });
  const pod = jest.fn((text: string) => ({ annotations: { note: text } }));
  const note = definePart<string>({ name: 'note', description: 'An annotation.', charts: () => ({ pod }) });
  const renderer = new PartRenderer('shop', createRegistry([{ parts: [none, note] }]), () => '');
  expect(renderer.renderExactly(none, inEnvironment('dev', { size: 1 }, { note: 'a' }))).toHaveLength(1);
  expect(pod).not.toHaveBeenCalled();
});

test('a part that reads the pod contributions of others is rendered for each variant', () => {
  const { namesIn, calls } = rendererOf(({ pod }) => `box-${pod.annotations?.['note']}`);
  expect(namesIn(inEnvironment('dev', { size: 1 }, { note: 'a' }))).toEqual(['box-a']);
  expect(namesIn(inEnvironment('prod', { size: 1 }, { note: 'a' }))).toEqual(['box-a']);
  expect(namesIn(inEnvironment('prod', { size: 1 }, { note: 'b' }))).toEqual(['box-b']);
  // Once with a stand-in for the annotation, which it did not copy whole. The real one is then one of what was rendered.
  expect(calls()).toBe(3);
});

test('a part that copies annotations and the namespace is rendered once', () => {
  const { namesIn, calls } = rendererOf(({ pod, namespace }) => pod.annotations?.['note'] ?? namespace);
  expect(namesIn(inEnvironment('dev', { size: 1 }, { note: 'a' }))).toEqual(['a']);
  expect(namesIn(inEnvironment('prod', { size: 1 }, { note: 'b', namespace: 'other' }))).toEqual(['b']);
  expect(calls()).toBe(1);
});

test.each([
  ['writes the namespace into other text', ({ namespace }: InCluster) => `box.${namespace}.svc`],
  ['shortens the namespace', ({ namespace }: InCluster) => namespace.slice(0, 14)],
  [
    'refuses some namespaces',
    ({ namespace }: InCluster) => {
      if (!namespace.startsWith('apps-')) throw new Error('not a namespace of applications');
      return namespace;
    },
  ],
])('a part that %s gets the real one', (_, nameOf) => {
  const { namesIn } = rendererOf(nameOf);
  for (const namespace of ['apps-of-another-team-1', 'apps-of-another-team-2']) {
    const facts = inEnvironment('dev', { size: 1 }, { namespace });
    expect(namesIn(facts)).toEqual([nameOf(facts)]);
  }
});

test('another label is another rendering', () => {
  const { namesIn, calls } = rendererOf(() => 'box');
  namesIn(inEnvironment('dev', { size: 1 }));
  namesIn(inEnvironment('prod', { size: 1 }, { labels: { app: 'shop', owner: 'b' } }));
  expect(calls()).toBe(2);
});

test('objects come after those that they depend on', () => {
  const chain = definePart<Facts>({
    name: 'box',
    description: 'Two boxes.',
    charts: () => ({
      add: (chart) => {
        const object = (name: string) =>
          new ApiObject(chart, name, { apiVersion: 'v1', kind: 'Box', metadata: { name } });
        const [last, first] = [object('last'), object('first')];
        last.node.addDependency(first);
      },
    }),
  });
  const renderer = new PartRenderer('shop', createRegistry([{ parts: [chain] }]), () => '');
  const [rendered] = renderer.render(inEnvironment('dev', { size: 1 }));
  expect(rendered?.objects.map(({ metadata }) => metadata.name)).toEqual(['first', 'last']);
});

test('a validation error of an object is an error', () => {
  const faulty = definePart<Facts>({
    name: 'box',
    description: 'A faulty box.',
    charts: () => ({
      add: (chart) => {
        const box = new ApiObject(chart, 'box', { apiVersion: 'v1', kind: 'Box', metadata: { name: 'box' } });
        box.node.addValidation({ validate: () => ['a box needs a lid'] });
      },
    }),
  });
  const renderer = new PartRenderer('shop', createRegistry([{ parts: [faulty] }]), () => '');
  expect(() => renderer.render(inEnvironment('dev', { size: 1 }))).toThrow('a box needs a lid');
});
