import { builtInRegistry } from '@goldenpath/parts';
import { checkUses } from '../../src/load/fleet';
import { appOf, PLATFORM, platformOf, STATELESS } from '../support/specs';

const CLUSTERS = platformOf(
  PLATFORM.replaceAll(/ {4}logLevel: (\w+)/g, '    cluster: { name: acme-$1 }\n    logLevel: $1'),
);

const spec = (name: string, fields: string) => appOf(`${STATELESS.replace('shop', name)}${fields}`, CLUSTERS, name);

const subscribed = (app: string, topic: string) =>
  `queues: { work: { subscriptions: [{ app: ${app}, topic: ${topic} }] } }\n`;

function problems(...apps: ReturnType<typeof spec>[]): string[] {
  return checkUses(apps, { apps, malformed: [], registry: builtInRegistry }).map(
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

test('applications whose stacks would wait for each other', () => {
  const one = spec('archive', `${TOPIC}${subscribed('mails', 'sent')}`);
  const two = spec('mails', `topics: { sent: {} }\n${subscribed('archive', 'stored')}`);
  expect(problems(one, two)).toEqual([
    'reference-circle: The stacks need each other: archive → mails → archive. Move one of the resources to an application of its own, which both refer to.',
    'reference-circle: The stacks need each other: mails → archive → mails. Move one of the resources to an application of its own, which both refer to.',
  ]);
});
