import { join } from 'node:path';
import { type ApiCall, evaluate, type Policy, parsePolicy } from '@goldenpath/iam';
import { environmentStack } from '@goldenpath/infra';
import type { FleetFacts } from '@goldenpath/model';
import { builtInRegistry } from '@goldenpath/parts';
import { openFleet } from '@goldenpath/testing/fleet';
import { testFolder } from '@goldenpath/testing/folders';
import { parseConfiguration } from '@goldenpath/testing/rendered/configuration';

const PLATFORM = {
  organisation: 'acme',
  domain: 'acme.example',
  aws: { accountId: '123456789012', region: 'eu-west-2' },
  teams: ['shop'],
  environments: ['dev', 'prod'].map((name) => ({
    name,
    logLevel: 'info',
    host: `{app}.${name}.{domain}`,
    cluster: { name: `acme-${name}`, oidcIssuer: `https://oidc.eks.eu-west-2.amazonaws.com/id/${name.toUpperCase()}` },
  })),
  delivery: { workflow: 'acme/platform/.github/workflows/_build-and-release.yml@main' },
};

const app = (name: string, fields: object) => ({
  kind: 'stateless-app',
  name,
  description: name,
  owner: 'shop',
  ...fields,
});

const APPS = [
  app('archive', {
    buckets: { documents: {} },
    topics: { stored: {} },
    queues: { work: { subscriptions: [{ topic: 'stored' }] } },
    tables: { index: { partitionKey: { name: 'id' } } },
  }),
  app('mails', {
    grants: [{ app: 'archive', part: 'buckets', name: 'documents', access: 'read' }],
    permissions: [{ actions: ['ses:SendEmail'], resources: ['arn:aws:ses:eu-west-2:123456789012:identity/acme'] }],
  }),
  app('shop', {
    queues: { sent: { subscriptions: [{ app: 'archive', topic: 'stored' }] } },
    grants: [{ app: 'archive', part: 'queues', name: 'work', access: 'write' }],
  }),
];

async function open(apps: readonly { readonly name: string }[], platform: object = PLATFORM): Promise<FleetFacts> {
  const files = Object.fromEntries(apps.map((spec) => [`apps/${spec.name}/app.yaml`, JSON.stringify(spec)]));
  const folder = testFolder({ 'platform.yaml': JSON.stringify(platform), ...files });
  return (await openFleet(join(folder))).facts;
}

/** The resources of an application in production. */
function resourcesOf({ platform, apps }: FleetFacts, name: string) {
  const facts = apps.find((each) => each.name === name);
  const production = facts?.environments.find(({ environment }) => environment === 'prod');
  if (facts === undefined || production === undefined) throw new Error(`There is no ${name}.`);
  const file = environmentStack(facts, production, { platform, registry: builtInRegistry });
  return { stack: production.stack, resources: parseConfiguration(file?.content ?? '{}').resource };
}

let fleet: FleetFacts;
beforeAll(async () => {
  fleet = await open(APPS);
});

const policiesOf = (name: string): Policy[] =>
  Object.values(resourcesOf(fleet, name).resources['aws_iam_role_policy'] ?? {}).map(({ policy }) =>
    parsePolicy(String(policy)),
  );

const BUCKET = 'arn:aws:s3:::archive-prod-documents-123456789012';
const QUEUE = 'arn:aws:sqs:eu-west-2:123456789012:archive-prod-work';
const TABLE = 'arn:aws:dynamodb:eu-west-2:123456789012:table/archive-prod-index';
const TOPIC = 'arn:aws:sns:eu-west-2:123456789012:archive-prod-stored';
const IDENTITY = 'arn:aws:ses:eu-west-2:123456789012:identity/acme';

const CALLS: readonly (readonly [app: string, action: string, resource: string, decision: string])[] = [
  ['archive', 's3:PutObject', `${BUCKET}/a`, 'allowed'],
  ['archive', 's3:ListBucket', BUCKET, 'allowed'],
  ['archive', 's3:DeleteBucket', BUCKET, 'not-allowed'],
  ['archive', 's3:PutBucketPolicy', BUCKET, 'not-allowed'],
  ['archive', 's3:GetObject', 'arn:aws:s3:::archive-dev-documents-123456789012/a', 'not-allowed'],
  ['archive', 'sqs:ReceiveMessage', QUEUE, 'allowed'],
  ['archive', 'sqs:ReceiveMessage', `${QUEUE}-dead`, 'allowed'],
  ['archive', 'sqs:PurgeQueue', QUEUE, 'not-allowed'],
  ['archive', 'sqs:SetQueueAttributes', QUEUE, 'not-allowed'],
  ['archive', 'sns:Publish', TOPIC, 'allowed'],
  ['archive', 'sns:Subscribe', TOPIC, 'not-allowed'],
  ['archive', 'dynamodb:Query', TABLE, 'allowed'],
  ['archive', 'dynamodb:DeleteTable', TABLE, 'not-allowed'],
  ['archive', 'ses:SendEmail', IDENTITY, 'not-allowed'],
  ['mails', 's3:GetObject', `${BUCKET}/a`, 'allowed'],
  ['mails', 's3:PutObject', `${BUCKET}/a`, 'not-allowed'],
  ['mails', 'ses:SendEmail', IDENTITY, 'allowed'],
  ['mails', 'ses:DeleteIdentity', IDENTITY, 'not-allowed'],
  ['mails', 'sqs:ReceiveMessage', QUEUE, 'not-allowed'],
  ['shop', 'sqs:SendMessage', QUEUE, 'allowed'],
  ['shop', 's3:GetObject', `${BUCKET}/a`, 'not-allowed'],
];

test.each(CALLS)('the pods of %s: %s on %s is %s', (name, action, resource, decision) => {
  const call: ApiCall = { action, resource };
  expect(evaluate(policiesOf(name), call)).toBe(decision);
});

test('no statement is about every resource', () => {
  const resources = APPS.flatMap(({ name }) => policiesOf(name))
    .flatMap(({ Statement: statements }) => [statements].flat())
    .flatMap(({ Resource: resource = [] }) => resource);
  expect(resources.length).toBeGreaterThan(8);
  expect(resources.filter((resource) => !/^arn:aws:[a-z0-9]+:[^*]*(\/\*)?$/.test(resource))).toEqual([]);
});

test('only pods of the service account in the cluster of the environment assume the role', () => {
  const { resources } = resourcesOf(fleet, 'archive');
  const role = resources['aws_iam_role']?.['pod-role'] ?? {};
  expect(role['name']).toBe('archive-prod-pods');
  const [statement] = [parsePolicy(String(role['assume_role_policy'])).Statement].flat();
  expect(statement).toEqual({
    Effect: 'Allow',
    Principal: { Service: 'pods.eks.amazonaws.com' },
    Action: ['sts:AssumeRole', 'sts:TagSession'],
    Condition: {
      StringEquals: {
        'aws:SourceAccount': '123456789012',
        'aws:RequestTag/eks-cluster-name': 'acme-prod',
        'aws:RequestTag/kubernetes-namespace': 'apps',
        'aws:RequestTag/kubernetes-service-account': 'archive',
      },
    },
  });
  expect(resources['aws_eks_pod_identity_association']?.['pod-identity']).toMatchObject({
    cluster_name: 'acme-prod',
    namespace: 'apps',
    service_account: 'archive',
  });
});

test('with IRSA, only tokens of the service account from the issuer of the cluster are trusted', async () => {
  const irsa = await open(APPS, { ...PLATFORM, kubernetes: { podIdentity: 'irsa' } });
  const { resources } = resourcesOf(irsa, 'archive');
  expect(resources['aws_eks_pod_identity_association']).toBeUndefined();
  const trust = parsePolicy(String(resources['aws_iam_role']?.['pod-role']?.['assume_role_policy']));
  const issuer = 'oidc.eks.eu-west-2.amazonaws.com/id/PROD';
  const request = (sub: string, provider = issuer) => ({
    action: 'sts:AssumeRoleWithWebIdentity',
    provider: `arn:aws:iam::123456789012:oidc-provider/${provider}`,
    context: { [`${provider}:aud`]: 'sts.amazonaws.com', [`${provider}:sub`]: sub },
  });
  expect(trust.Statement).toHaveLength(1);
  expect(trust).toMatchObject({
    Statement: [
      {
        Principal: { Federated: request('').provider },
        Condition: { StringEquals: { [`${issuer}:sub`]: 'system:serviceaccount:apps:archive' } },
      },
    ],
  });
});

test('a stack with a queue waits for the stack of the topic that it subscribes to', () => {
  const { stack, resources } = resourcesOf(fleet, 'shop');
  expect(stack?.dependsOn).toEqual(['app-archive-prod']);
  expect(resources['aws_sns_topic_subscription']?.['queue-sent--from-archive--stored']).toMatchObject({
    topic_arn: TOPIC,
    endpoint: 'arn:aws:sqs:eu-west-2:123456789012:shop-prod-sent',
  });
  const own = resourcesOf(fleet, 'archive').resources['aws_sns_topic_subscription']?.[
    'queue-work--from-archive--stored'
  ];
  expect(own?.['depends_on']).toContain('aws_sns_topic.topic-stored');
});

test('only subscribed topics may send to a queue', () => {
  const [policy] = Object.values(resourcesOf(fleet, 'shop').resources['aws_sqs_queue_policy'] ?? {});
  const statements = [parsePolicy(String(policy?.['policy'])).Statement].flat();
  expect(statements.filter(({ Effect }) => Effect === 'Allow')).toEqual([
    {
      Effect: 'Allow',
      Principal: { Service: 'sns.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: 'arn:aws:sqs:eu-west-2:123456789012:shop-prod-sent',
      Condition: { ArnEquals: { 'aws:SourceArn': [TOPIC] } },
    },
  ]);
});

test('a granted resource is found by a variable with the name of its application', () => {
  const facts = fleet.apps.find(({ name }) => name === 'mails')?.environments[1];
  expect(facts?.configuration).toMatchObject({
    variables: expect.objectContaining({
      ARCHIVE_DOCUMENTS_BUCKET: 'archive-prod-documents-123456789012',
      AWS_REGION: 'eu-west-2',
    }),
  });
});

test('long names are cut to what AWS takes, and stay different', async () => {
  const long = 'a'.repeat(48);
  const apps = [`${long}1`, `${long}2`].map((name) =>
    app(name, { buckets: { [`${'b'.repeat(19)}1`]: {} }, queues: { work: { fifo: true } } }),
  );
  const facts = await open(apps);
  const all = apps.map(({ name }) => resourcesOf(facts, name).resources);
  const names = (type: string, id: string, attribute: string) =>
    all.map((resources) => String(resources[type]?.[id]?.[attribute]));
  for (const [found, longest] of [
    [names('aws_s3_bucket', `bucket-${'b'.repeat(19)}1`, 'bucket'), 63],
    [names('aws_iam_role', 'pod-role', 'name'), 64],
    [names('aws_sqs_queue', 'queue-work--dead-letters', 'name'), 80],
  ] as const) {
    expect(new Set(found).size).toBe(2);
    expect(Math.max(...found.map(({ length }) => length))).toBeLessThanOrEqual(longest);
  }
  expect(names('aws_sqs_queue', 'queue-work', 'name').every((name) => name.endsWith('.fifo'))).toBe(true);
});

test('buckets are private, encrypted, and reached over TLS only', () => {
  const { resources } = resourcesOf(fleet, 'archive');
  const bucket = '${aws_s3_bucket.bucket-documents.id}';
  expect(resources['aws_s3_bucket_public_access_block']?.['bucket-documents--private']).toMatchObject({
    bucket,
    block_public_acls: true,
    block_public_policy: true,
    ignore_public_acls: true,
    restrict_public_buckets: true,
  });
  const { policy } = resources['aws_s3_bucket_policy']?.['bucket-documents--policy'] ?? {};
  const plain = { action: 's3:GetObject', resource: `${BUCKET}/a`, context: { 'aws:securetransport': 'false' } };
  expect(evaluate([parsePolicy(String(policy))], plain)).toBe('denied');
  expect(evaluate([parsePolicy(String(policy))], { ...plain, context: { 'aws:securetransport': 'true' } })).toBe(
    'not-allowed',
  );
});
