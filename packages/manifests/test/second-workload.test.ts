import { componentLabels, type ChartInput, createRegistry, definePart, type InCluster } from '@goldenpath/extension';
import { type KubernetesObject, renderApp } from '@goldenpath/manifests';
import { builtIn, builtInRegistry } from '@goldenpath/parts';
import type { AppInEnvironment } from '@goldenpath/model';
import { ApiObject, type Chart } from 'cdk8s';
import { backend } from '@goldenpath/testing/facts/cluster';
import { at, objectOf } from '@goldenpath/testing/rendered/objects';

type Labels = Readonly<Record<string, string>>;
type Workload = (chart: Chart, input: ChartInput<object>) => void;

const containers = [{ name: 'worker', image: 'worker:1' }];

/** Adds a Deployment next to the application's own. */
const deployment =
  (of: (input: InCluster) => { readonly labels: Labels; readonly selector: Labels }): Workload =>
  (chart, input) => {
    const { labels, selector } = of(input);
    new ApiObject(chart, 'worker', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: `${input.app}-worker` },
      spec: { selector: { matchLabels: selector }, template: { metadata: { labels }, spec: { containers } } },
    });
  };

const cronJob: Workload = (chart, { app, labels }) => {
  const template = { metadata: { labels }, spec: { containers, restartPolicy: 'Never' } };
  new ApiObject(chart, 'worker', {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: `${app}-worker` },
    spec: { schedule: '0 3 * * *', jobTemplate: { spec: { template } } },
  });
};

/** The labels of a chart are also those of a bare pod. */
const pod: Workload = (chart, { app }) => {
  new ApiObject(chart, 'worker', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `${app}-worker` },
    spec: { containers },
  });
};

const sealedSecret: Workload = (chart, { app, labels }) => {
  const metadata = { name: `${app}-worker` };
  new ApiObject(chart, 'worker', {
    apiVersion: 'bitnami.com/v1alpha1',
    kind: 'SealedSecret',
    metadata,
    spec: { encryptedData: {}, template: { metadata: { ...metadata, labels } } },
  });
};

function render(add: Workload): KubernetesObject[] {
  const worker = definePart<object>({ name: 'worker', description: 'A worker.', charts: () => ({ add }) });
  return renderApp('shop', shop({ worker: {} }), createRegistry([builtIn, { parts: [worker] }]));
}

/** An application with two replicas, and therefore with a disruption budget. */
const shop = (extra: object): AppInEnvironment =>
  Object.assign(backend('shop', 'prod'), { availability: { maxUnavailable: 1 } }, extra);

const objectsOf = (objects: readonly KubernetesObject[], kind: string): KubernetesObject[] =>
  objects.filter((object) => object.kind === kind);

const matches = (selector: Labels, labels: Labels): boolean =>
  Object.entries(selector).every(([name, value]) => labels[name] === value);

test('the selectors of an application do not match the pods of a second workload', () => {
  const objects = render(deployment((input) => componentLabels(input, 'worker')));
  const worker = objectOf(objects, 'Deployment', 'shop-worker');
  const pods = at(worker, 'spec.template.metadata.labels') as Labels;
  const selectors = [
    ...objectsOf(objects, 'Service').map((service) => at(service, 'spec.selector')),
    ...objectsOf(objects, 'PodDisruptionBudget').map((budget) => at(budget, 'spec.selector.matchLabels')),
    at(objectOf(objects, 'Deployment', 'shop'), 'spec.selector.matchLabels'),
  ] as Labels[];
  expect(selectors).toEqual([{ app: 'shop' }, { app: 'shop' }, { app: 'shop' }]);
  expect(selectors.filter((selector) => matches(selector, pods))).toEqual([]);
  expect(pods).toMatchObject({
    app: 'shop.worker',
    'app.kubernetes.io/name': 'shop',
    'app.kubernetes.io/component': 'worker',
  });
  expect(at(worker, 'spec.selector.matchLabels')).toEqual({ app: 'shop.worker' });
});

test('a second workload does not change the objects of the application', () => {
  const objects = render(deployment((input) => componentLabels(input, 'worker')));
  const own = objects.filter(({ metadata }) => metadata.name !== 'shop-worker');
  expect(own).toEqual(renderApp('shop', shop({}), builtInRegistry));
});

test.each<[string, Workload]>([
  ['Deployment', deployment((input) => input)],
  ['CronJob', cronJob],
  ['Pod', pod],
])('a %s whose pods would join the Services of the application is refused', (kind, add) => {
  expect(() => render(add)).toThrow(
    `The part worker cannot make the objects of shop in prod: the pods of the ${kind} \`shop-worker\` have the label \`app: shop\` of ` +
      'the Deployment `shop`, so the Services of the application send requests to them. ' +
      'Use `componentLabels` of @goldenpath/extension for their labels and their selector.',
  );
});

test('a template without pods may have the labels of the application', () => {
  expect(objectsOf(render(sealedSecret), 'SealedSecret')).toHaveLength(1);
});
