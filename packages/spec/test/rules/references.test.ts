import { builtInRegistry } from '@goldenpath/parts';
import { checkUses } from '../../src/load/fleet';
import { appOf, DATABASE, marked, PLATFORM, platformOf, STATELESS } from '../support/specs';

const CLUSTERS = platformOf(
  PLATFORM.replaceAll(/ {4}logLevel: (\w+)/g, '    cluster: { name: acme-$1 }\n    logLevel: $1'),
);

const spec = (name: string, fields: string) => appOf(`${STATELESS.replace('shop', name)}${fields}`, CLUSTERS, name);

const subscribed = (app: string, topic: string) =>
  `queues: { work: { subscriptions: [{ app: ${app}, topic: ${topic} }] } }\n`;

function problems(...apps: ReturnType<typeof spec>[]): string[] {
  return checkUses(apps, { apps, malformed: [], registry: builtInRegistry, environments: CLUSTERS.environments }).map(
    ({ rule, message, remedy }) => `${rule}: ${message} ${remedy}`,
  );
}

const TOPIC = 'topics: { stored: {} }\n';

test('a topic of another application', () => {
  expect(problems(spec('archive', TOPIC), spec('mails', subscribed('archive', 'stored')))).toEqual([]);
});

test('a topic that the application does not have', () => {
  expect(problems(spec('archive', TOPIC), spec('mails', subscribed('archive', 'storde')))).toEqual([
    'unknown-reference: "archive" has no topic named "storde". Did you mean `stored`?',
  ]);
});

test('an application that the fleet does not have', () => {
  expect(problems(spec('archive', TOPIC), spec('mails', subscribed('archiv', 'stored')))).toEqual([
    'unknown-reference: There is no application "archiv" in the fleet. Did you mean `archive`?',
  ]);
});

test('an application that does not run where the topic is needed', () => {
  const archive = spec('archive', `${TOPIC}environments: [dev]\n`);
  expect(problems(archive, spec('mails', subscribed('archive', 'stored')))).toEqual([
    'unknown-reference: "archive" does not run in prod, where "mails" needs its topic "stored". Let archive run there too, or leave prod out of mails.',
  ]);
});

test('a grant for a resource that does not exist', () => {
  const grants = 'grants: [{ app: archive, part: buckets, name: documents, access: read }]\n';
  expect(problems(spec('archive', TOPIC), spec('mails', grants))).toEqual([
    'unknown-reference: "archive" has no entry of `buckets` named "documents". There is none to choose from.',
  ]);
});

test('a grant for what an application keeps to itself', () => {
  const grants = 'grants: [{ app: archive, part: caches, name: sessions, access: write }]\n';
  expect(problems(spec('archive', 'caches: { sessions: {} }\n'), spec('mails', grants))).toEqual([
    'unknown-reference: An application cannot give others access to its `caches`. Use one of: buckets, topics, queues, tables.',
  ]);
  const settings = 'grants: [{ app: archive, part: bucket, name: env, access: read }]\n';
  expect(problems(spec('archive', TOPIC), spec('mails', settings))).toEqual([
    'unknown-reference: An application cannot give others access to its `bucket`. Did you mean `buckets`?',
  ]);
});

test('applications whose stacks would wait for each other', () => {
  const one = spec('archive', `${TOPIC}${subscribed('mails', 'sent')}`);
  const two = spec('mails', `topics: { sent: {} }\n${subscribed('archive', 'stored')}`);
  expect(problems(one, two)).toEqual([
    'reference-circle: The stacks need each other: archive → mails → archive. Move one of the resources to an application of its own, which both refer to.',
    'reference-circle: The stacks need each other: mails → archive → mails. Move one of the resources to an application of its own, which both refer to.',
  ]);
});

const near = (app: string) => `pod: { affinity: [{ app: ${app} }] }\n`;

test('pods near another application', () => {
  expect(problems(spec('archive', ''), spec('mails', near('archive')))).toEqual([]);
});

test('pods near an application that the fleet does not have', () => {
  expect(problems(spec('archive', ''), spec('mails', near('archiv')))).toEqual([
    'unknown-reference: There is no application "archiv" in the fleet. Did you mean `archive`?',
  ]);
});

test('pods away from an application that the fleet does not have', () => {
  expect(problems(spec('archive', ''), spec('mails', near('archiv').replace('affinity', 'antiAffinity')))).toEqual([
    'unknown-reference: There is no application "archiv" in the fleet. Did you mean `archive`?',
  ]);
});

test('pods near an application without pods', () => {
  const database = appOf(
    `${DATABASE.replace('shop', 'stock')}database: { name: stock_db, username: stock_owner }\n`,
    CLUSTERS,
    'stock',
  );
  expect(problems(database, spec('archive', ''), spec('mails', near('stock')))).toEqual([
    'unknown-reference: "stock" has no pods. Use one of: archive, mails.',
  ]);
});

test('an override refers to an application that runs there alone', () => {
  const archive = spec('archive', 'environments: [prod]\n');
  const inProd = `overrides: { prod: { ${near('archive').trim()} } }\n`;
  expect(problems(archive, spec('mails', inProd))).toEqual([]);
  expect(problems(archive, spec('mails', near('archive')))).toEqual([
    'unknown-reference: "archive" does not run in dev, where "mails" needs its pods. Let archive run there too, or leave dev out of mails.',
  ]);
  expect(problems(archive, spec('mails', `${near('archive')}overrides: { dev: { pod: { affinity: [] } } }\n`))).toEqual(
    [],
  );
});

test('a mistake in an override is shown there, once', () => {
  const mails = spec('mails', `${near('archive')}overrides: { prod: { pod: { affinity: [{ app: archiv }] } } }\n`);
  const apps = [spec('archive', ''), mails];
  const found = checkUses(apps, {
    apps,
    malformed: [],
    registry: builtInRegistry,
    environments: CLUSTERS.environments,
  });
  expect(found.map(({ location }) => location && marked(location))).toEqual(['archiv']);
  const twice = spec('mails', `${near('archiv')}overrides: { prod: { replicas: 2 } }\n`);
  expect(problems(spec('archive', ''), twice)).toHaveLength(1);
  const both = spec('mails', 'pod: { affinity: [{ app: archiv }], antiAffinity: [{ app: archiv, topology: node }] }\n');
  expect(problems(spec('archive', ''), both)).toHaveLength(2);
});
