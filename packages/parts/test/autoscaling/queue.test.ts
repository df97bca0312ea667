import { evaluate, listOf, parsePolicy, type Principals, type Statement } from '@goldenpath/iam';
import { environmentStack } from '@goldenpath/infra';
import { renderApp } from '@goldenpath/manifests';
import { builtInRegistry } from '@goldenpath/parts';
import { objectOf } from '@goldenpath/testing/rendered/objects';
import { parseConfiguration } from '@goldenpath/testing/rendered/configuration';
import { openWritten, type PlatformEdit } from '@goldenpath/testing/written-fleet';

const QUEUE = 'arn:aws:sqs:eu-west-2:123456789012:thumbnails-prod-pictures';
const KEDA = 'arn:aws:iam::123456789012:role/goldenpath-idp-prod-keda';

const APP = {
  kind: 'stateless-app',
  name: 'thumbnails',
  description: 'Makes small pictures',
  owner: 'app-team',
  ports: [],
  queues: { pictures: {}, other: {} },
};

const withKeda: PlatformEdit = (platform) => ({
  ...platform,
  kubernetes: { ...platform.kubernetes, keda: true },
  environments: platform.environments.map((environment) => ({ ...environment, cluster: { name: environment.name } })),
});

async function production(fields: object) {
  const { facts } = await openWritten([{ ...APP, ...fields }], withKeda);
  const app = facts.apps[0];
  const found = app?.environments.find(({ environment }) => environment === 'prod');
  if (app === undefined || found === undefined) throw new Error('It does not run in prod.');
  const stack = environmentStack(app, found, { platform: facts.platform, registry: builtInRegistry });
  return {
    objects: renderApp(app.name, found, builtInRegistry),
    resources: parseConfiguration(stack?.content ?? '{}').resource,
  };
}

test('KEDA looks at the container of the application, not at its sidecars', async () => {
  const fields = {
    sidecars: { proxy: { image: 'envoyproxy/envoy:v1.30.1' } },
    autoscaling: { maxReplicas: 10, targetMemoryPercent: 80, queue: { name: 'pictures' } },
  };
  const triggersOf = async (more: object) => {
    const { objects } = await production({ ...fields, ...more });
    return objectOf(objects, 'ScaledObject')['spec'];
  };
  const memory = { type: 'memory', metricType: 'Utilization', metadata: { value: '80' } };
  expect(await triggersOf({})).toMatchObject({
    triggers: [{ type: 'aws-sqs-queue' }, { ...memory, metadata: { value: '80', containerName: 'thumbnails' } }],
  });
  expect(await triggersOf({ sidecars: {} })).toMatchObject({ triggers: [{ type: 'aws-sqs-queue' }, memory] });
});

test('KEDA scales pods by the length of the queue, and there is no other autoscaler', async () => {
  const { objects } = await production({
    replicas: 2,
    autoscaling: { maxReplicas: 10, queue: { name: 'pictures', targetLength: 20 } },
  });
  expect(objects.filter(({ kind }) => kind === 'HorizontalPodAutoscaler')).toEqual([]);
  expect(objectOf(objects, 'ScaledObject')).toMatchObject({
    apiVersion: 'keda.sh/v1alpha1',
    metadata: {
      name: 'thumbnails',
      namespace: 'apps',
      annotations: { 'scaledobject.keda.sh/transfer-hpa-ownership': 'true' },
    },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'thumbnails' },
      minReplicaCount: 2,
      maxReplicaCount: 10,
      advanced: { horizontalPodAutoscalerConfig: { name: 'thumbnails' } },
      triggers: [
        {
          type: 'aws-sqs-queue',
          metadata: {
            queueURL: 'https://sqs.eu-west-2.amazonaws.com/123456789012/thumbnails-prod-pictures',
            queueLength: '20',
            awsRegion: 'eu-west-2',
          },
          authenticationRef: { name: 'thumbnails' },
        },
      ],
    },
  });
  expect(objectOf(objects, 'ScaledObject')).not.toHaveProperty('spec.idleReplicaCount');
  expect(objectOf(objects, 'TriggerAuthentication')).toMatchObject({
    metadata: { name: 'thumbnails', namespace: 'apps' },
    spec: { podIdentity: { provider: 'aws' } },
  });
  expect(objectOf(objects, 'Deployment')).not.toHaveProperty('spec.replicas');
});

test('cpu and memory have targets beside the queue only where the spec says so', async () => {
  const { objects } = await production({
    autoscaling: { maxReplicas: 3, targetCpuPercent: 60, targetMemoryPercent: 80, queue: { name: 'pictures' } },
  });
  const { triggers } = objectOf(objects, 'ScaledObject')['spec'] as { triggers: object[] };
  expect(triggers.slice(1)).toEqual([
    { type: 'cpu', metricType: 'Utilization', metadata: { value: '60' } },
    { type: 'memory', metricType: 'Utilization', metadata: { value: '80' } },
  ]);
});

test('a process scales by itself, to no pod while its queue is empty, and its budget stays', async () => {
  const { objects } = await production({
    processes: {
      resize: { replicas: 2, autoscaling: { maxReplicas: 5, queue: { name: 'pictures', scaleToZero: true } } },
    },
  });
  expect(objectOf(objects, 'ScaledObject')).toMatchObject({
    metadata: { name: 'thumbnails-resize', labels: { app: 'thumbnails.resize' } },
    spec: { idleReplicaCount: 0, minReplicaCount: 2, maxReplicaCount: 5 },
  });
  // A budget of so many pods that may be missing does not ask for a pod.
  expect(objectOf(objects, 'PodDisruptionBudget')).toMatchObject({ spec: { maxUnavailable: 1 } });
});

/** The policies of a queue, as far as they are about a caller. */
function policyFor(caller: string, policy: unknown) {
  const parsed = parsePolicy(String(policy));
  const names = (principals: Principals | undefined) =>
    principals === '*' ||
    Object.values(principals ?? {}).some((one) => listOf(one).some((each) => each === caller || each === '*'));
  return {
    ...parsed,
    Statement: listOf(parsed.Statement).filter((statement: Statement) => names(statement.Principal)),
  };
}

const OVER_TLS = { 'aws:securetransport': 'true' };
const PLAIN = { 'aws:securetransport': 'false' };

test.each([
  [KEDA, 'sqs:GetQueueAttributes', QUEUE, OVER_TLS, 'allowed'],
  [KEDA, 'sqs:GetQueueAttributes', QUEUE, PLAIN, 'denied'],
  [KEDA, 'sqs:ReceiveMessage', QUEUE, OVER_TLS, 'not-allowed'],
  [KEDA, 'sqs:DeleteMessage', QUEUE, OVER_TLS, 'not-allowed'],
  [KEDA, 'sqs:SetQueueAttributes', QUEUE, OVER_TLS, 'not-allowed'],
  [KEDA, 'sqs:GetQueueAttributes', QUEUE.replace('pictures', 'other'), OVER_TLS, 'not-allowed'],
  [KEDA.replace('prod', 'dev'), 'sqs:GetQueueAttributes', QUEUE, OVER_TLS, 'not-allowed'],
  ['arn:aws:iam::123456789012:role/other-prod-pods', 'sqs:GetQueueAttributes', QUEUE, OVER_TLS, 'not-allowed'],
])('%s calls %s on %s with %j: %s', async (caller, action, resource, context, decision) => {
  const { resources } = await production({ autoscaling: { maxReplicas: 3, queue: { name: 'pictures' } } });
  const policies = Object.values(resources['aws_sqs_queue_policy'] ?? {}).map(({ policy }) =>
    policyFor(caller, policy),
  );
  expect(policies).toHaveLength(2);
  expect(evaluate(policies, { action, resource, context })).toBe(decision);
});

test('without scaling, no policy of a queue names KEDA', async () => {
  const { resources } = await production({});
  expect(JSON.stringify(resources['aws_sqs_queue_policy'])).not.toContain('keda');
});
