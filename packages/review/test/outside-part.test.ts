import {
  createRegistry,
  definePart,
  departure,
  findingIn,
  type ReviewRule,
  type RuleFinding,
  scopeText,
  withLostResources,
} from '@goldenpath/extension';
import { builtIn } from '@goldenpath/parts';
import { appGraph, type FleetVersion, reviewChange } from '@goldenpath/review';
import { FLEET, withStack } from '@goldenpath/testing/reviews';
import { comparisonOf, type Draft } from '@goldenpath/testing/comparisons';

interface Queue {
  readonly name: string;
  readonly retentionDays: number;
}

const REMEDY = 'Drain the queue first.';

const queueLoss: ReviewRule<Queue, Queue> = {
  id: 'queue-loss',
  severity: 'danger',
  firesOn: 'A queue that is destroyed or replaced.',
  advice: REMEDY,
  loses: { one: 'queue', many: 'queues' },
  find(change) {
    const found = change.inEnvironments.flatMap((pair): RuleFinding[] => {
      const { base, head } = pair;
      if (base === undefined || base.name === head?.name) return [];
      const why = departure(change, pair.of) ?? `${scopeText(pair)} has the queue no more`;
      return [findingIn(pair, 'danger', `${why}: ${base.name} goes, and the messages in it.`, REMEDY)];
    });
    return withLostResources(change, 'aws_sqs_queue', found, { what: 'The queue', remedy: REMEDY });
  },
};

/** A part that nothing in the product knows. */
const queue = definePart<Queue, Queue, Queue>({
  name: 'queue',
  description: 'A queue.',
  fields: { properties: { queue: { type: 'object', description: 'The queue.' } } },
  review: () => ({
    rules: [queueLoss],
    priced: () => [{ slot: 'queue', what: 'a queue', price: 0.4, afterwards: 'once its messages are gone' }],
    graph: ({ name }) => ({
      nodes: [{ id: 'queue', kind: 'queue', name }],
      links: [{ from: 'workload', to: 'queue' }],
    }),
    fields: [{ path: 'queue.name', rank: 600, inEnvironment: (facts) => facts?.name }],
    dependedOn: [{ name: 'queue', read: ({ name }) => name }],
    replacedBy: { aws_sqs_queue: ['name'] },
  }),
});

const registry = createRegistry([builtIn, { parts: [queue] }]);
const APP = 'orders-api';

/** The example fleet with a queue in production. */
function withQueue(version: FleetVersion, facts: Queue): FleetVersion {
  const apps = version.facts.apps.map((app) => ({
    ...app,
    environments: app.environments.map((here) =>
      app.name === APP && here.environment === 'prod' ? { ...here, queue: facts } : here,
    ),
  }));
  const written = version.writtenApps.get(APP) as Draft;
  return {
    ...withStack(version, `app-${APP}-prod`, (stack) => {
      stack.resource.aws_sqs_queue = { jobs: { name: facts.name, message_retention_seconds: facts.retentionDays } };
    }),
    facts: { ...version.facts, apps },
    writtenApps: new Map([...version.writtenApps, [APP, { ...written, queue: facts }]]),
  };
}

const same = comparisonOf(FLEET, FLEET);
const jobs = withQueue(same.base, { name: 'jobs', retentionDays: 4 });

test('a rule of an outside part is in the findings, and its loss in the verdict', () => {
  const review = reviewChange({ ...same, base: jobs }, registry);
  expect(review.findings).toEqual([
    {
      rule: 'queue-loss',
      severity: 'danger',
      app: APP,
      environment: 'prod',
      message: `${APP} in prod has the queue no more: jobs goes, and the messages in it.`,
      remedy: `${REMEDY} To accept it, add \`accept: [{ rule: queue-loss, environments: [prod], reason: … }]\` to the spec of ${APP}.`,
      cause: `${APP}: queue.name jobs → –`,
      overridden: null,
    },
  ]);
  expect(review.verdict).toEqual({
    blocked: true,
    summary: `Loses 1 queue in prod; changes ${APP} in prod: blocked by 1 danger.`,
  });
  expect(review.cost.environments.flatMap(({ items }) => items)).toEqual([
    { app: APP, what: 'a queue, once its messages are gone', difference: -0.4 },
  ]);
});

test('a replacement by Terraform alone is in the findings too, by the attributes that the part names', () => {
  const head = withQueue(same.head, { name: 'jobs', retentionDays: 4 });
  const renamed = withStack(head, `app-${APP}-prod`, (stack) => {
    stack.resource.aws_sqs_queue.jobs.name = 'tasks';
  });
  const { findings } = reviewChange({ ...same, base: jobs, head: renamed }, registry);
  expect(findings.map(({ rule, message }) => [rule, message])).toEqual([
    [
      'queue-loss',
      `The queue aws_sqs_queue.jobs of ${APP} in prod does not survive: Terraform replaces it, because name changes.`,
    ],
  ]);
});

test('a field that the part explains is a reason, and one that it does not explain is shown as it is written', () => {
  const reasonsOf = (facts: Queue) =>
    reviewChange({ ...same, base: jobs, head: withQueue(same.head, facts) }, registry).affected;
  expect(reasonsOf({ name: 'tasks', retentionDays: 4 })).toEqual([
    { app: APP, environment: 'prod', change: 'changed', reasons: ['queue.name jobs → tasks'] },
  ]);
  expect(reasonsOf({ name: 'jobs', retentionDays: 14 })).toEqual([
    { app: APP, environment: 'prod', change: 'changed', reasons: ['queue.retentionDays 4 → 14'] },
  ]);
});

test('a rule for resources without an environment is in the findings too', () => {
  const once = (days: number): FleetVersion => {
    const facts: Queue = { name: 'jobs', retentionDays: days };
    const version = withStack(same.base, `app-${APP}`, (stack) => {
      stack.resource.aws_sqs_queue = { jobs: { message_retention_seconds: days } };
    });
    const apps = version.facts.apps.map((app) => (app.name === APP ? { ...app, queue: facts } : app));
    const written = version.writtenApps.get(APP) as Draft;
    const writtenApps = new Map([
      ...version.writtenApps,
      [APP, { ...written, queue: { retentionDays: days }, description: 'Orders.' }] as const,
    ]);
    return { ...version, facts: { ...version.facts, apps }, writtenApps };
  };
  expect(reviewChange({ ...same, base: once(4), head: once(14) }, registry).affected).toEqual([
    { app: APP, environment: null, change: 'changed', reasons: ['queue.retentionDays 4 → 14'] },
  ]);
});

test('applications that use it are dependents if they depend on the change', () => {
  const calledByAll = (version: FleetVersion): FleetVersion => {
    const apps = version.facts.apps.map((app) => ({
      ...app,
      environments: app.environments.map((here) => (app.name === APP ? here : { ...here, uses: [APP] })),
    }));
    return { ...version, facts: { ...version.facts, apps } };
  };
  const dependentsOf = (facts: Queue) =>
    reviewChange({ ...same, base: calledByAll(jobs), head: calledByAll(withQueue(same.head, facts)) }, registry)
      .dependents;
  expect(dependentsOf({ name: 'jobs', retentionDays: 14 })).toEqual([]);
  expect(dependentsOf({ name: 'tasks', retentionDays: 4 })).toContainEqual({
    app: 'user-service',
    environment: 'prod',
    uses: [APP],
  });
});

test('its nodes are in the picture', () => {
  const { nodes, edges } = appGraph(jobs.facts, APP, registry);
  expect(nodes.find(({ id }) => id === 'queue')).toMatchObject({ kind: 'queue', name: 'jobs' });
  expect(edges).toContainEqual({ from: 'workload', to: 'queue', label: null, status: 'same' });
});
