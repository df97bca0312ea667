import { join } from 'node:path';
import { builtInRegistry } from '@goldenpath/parts';
import { environmentStack } from '@goldenpath/infra';
import { loadFleet } from '@goldenpath/spec';
import { openFleet } from '@goldenpath/testing/fleet';
import { testFolder } from '@goldenpath/testing/folders';

const PLATFORM = {
  organisation: 'acme',
  domain: 'acme.example',
  aws: { accountId: '123456789012', region: 'eu-west-2' },
  teams: ['shop'],
  environments: [{ name: 'prod', logLevel: 'info', host: '{app}.{domain}', cluster: { name: 'acme-prod' } }],
  delivery: { workflow: 'acme/platform/.github/workflows/_build-and-release.yml@main' },
};

const app = (name: string, fields: object) => ({
  kind: 'stateless-app',
  name,
  description: name,
  owner: 'shop',
  ...fields,
});

const folderOf = (...apps: readonly { readonly name: string }[]) =>
  testFolder({
    'platform.yaml': JSON.stringify(PLATFORM),
    ...Object.fromEntries(apps.map((spec) => [`apps/${spec.name}/app.yaml`, JSON.stringify(spec)])),
  });

async function complaints(fields: object): Promise<string[]> {
  const root = folderOf(app('archive', { buckets: { documents: {} }, topics: { stored: {} } }), app('shop', fields));
  const files = { platformFile: join(root, 'platform.yaml'), appsFolder: join(root, 'apps'), relativeTo: root };
  const { diagnostics } = await loadFleet(files, builtInRegistry);
  return diagnostics.map(({ rule, message }) => `${rule}: ${message}`);
}

const grant = (name: string) => ({ grants: [{ app: 'archive', part: 'buckets', name, access: 'read' }] });
const toTopics = (...subscriptions: object[]) => ({ topics: { sent: {} }, queues: { work: { subscriptions } } });

test.each([
  [grant('toString'), 'unknown-reference: "archive" has no entry of `buckets` named "toString".'],
  [grant('__proto__'), 'unknown-reference: "archive" has no entry of `buckets` named "__proto__".'],
  [
    toTopics({ app: 'archive', topic: 'stored' }, { app: 'archive', topic: 'stored' }),
    'subscribed-twice: The queue "work" subscribes to the topic "stored" twice.',
  ],
  [
    toTopics({ topic: 'sent' }, { app: 'shop', topic: 'sent' }),
    'subscribed-twice: The queue "work" subscribes to the topic "sent" twice.',
  ],
  [
    { queues: { work: {}, 'work-dead': {} } },
    'dead-letter-queue: "work-dead" is the name of the dead-letter queue of "work".',
  ],
  [
    { tables: { index: { partitionKey: { name: 'id' }, sortKey: { name: 'id' } } } },
    'key-twice: The attribute "id" is also the partition key.',
  ],
  [
    { buckets: { ['a'.repeat(21)]: {} } },
    `bad-name: The name "${'a'.repeat(21)}" has 21 characters, and can have at most 20.`,
  ],
  [
    { observability: { thresholds: { errorPercent: 0 } } },
    'out-of-range: `observability.thresholds.errorPercent` must be above 0, but is 0.',
  ],
])('%j is refused', async (fields, expected) => {
  expect(await complaints(fields)).toEqual([expected]);
});

test.each([
  ['buckets', ['-private', '-owner', '-encryption', '-versions', '-lifecycle', '-policy']],
  ['queues', ['-dead-letters', '-policy', '-from-shop']],
  ['topics', ['-policy']],
])('names of %s can end as those of what belongs to one', async (field, ends) => {
  const entries = Object.fromEntries(['', ...ends].map((end) => [`a${end}`, {}]));
  const topics = { 'b-stored': {}, stored: {} };
  const fields = { [field]: entries, ...(field === 'queues' && { topics }) };
  const { facts } = await openFleet(folderOf(app('shop', fields)));
  const { platform, apps } = facts;
  const [shop] = apps;
  const production = shop?.environments[0];
  if (shop === undefined || production === undefined) throw new Error('There is no shop.');
  expect(() => environmentStack(shop, production, { platform, registry: builtInRegistry })).not.toThrow();
});
