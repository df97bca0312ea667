import { createRegistry, defineKind, definePart, type JsonSchema } from '@goldenpath/extension';
import { builtIn, builtInRegistry } from '@goldenpath/parts';
import { appSchemaOf } from '../../src/schema/app-schema';
import { composeAppSchema } from '@goldenpath/spec';
import { misnamedFields } from '../../src/schema/kind-fields';
import { BUILT_IN_APP_SCHEMA } from '../../src/schema/schemas';
import { validateApp } from '../../src/schema/validate';
import { documentOf } from '../support/specs';

const queue = definePart({
  name: 'queue',
  description: 'A queue of messages.',
  fields: {
    properties: { queue: { $ref: '#/definitions/WrittenQueue' } },
    required: ['queue'],
    overrides: { queue: true },
    definitions: {
      WrittenQueue: {
        type: 'object',
        description: 'The queue.',
        properties: {
          default: { type: 'string', description: 'A field that is named as a keyword.', default: 'none' },
          retentionDays: { type: 'integer', description: 'Days that messages are kept.', minimum: 1, maximum: 14 },
        },
        required: ['retentionDays'],
        additionalProperties: false,
      },
    },
  },
  review: () => ({
    rules: [{ id: 'queue-loss', severity: 'danger', firesOn: 'A queue goes.', advice: 'Keep it.', find: () => [] }],
  }),
});
const worker = defineKind({
  name: 'queue-worker',
  description: 'A worker of a queue.',
  parts: ['queue', 'workload'],
  fields: { replicas: { maximum: 3 }, resources: { description: 'Of a worker.' } },
});
const registry = createRegistry(
  [builtIn, { parts: [queue], kinds: [worker] }],
  [{ name: './queue', entry: '/queue', digest: 'x' }],
);
const SPEC = 'kind: queue-worker\nname: mails\ndescription: Sends mails\nowner: app-team\n';

const specOf = (kind: string): JsonSchema =>
  composeAppSchema(registry).definitions?.[appSchemaOf(registry).definitions.get(kind) ?? ''] ?? {};
const messages = (text: string) => validateApp(documentOf(text), registry).diagnostics.map(({ message }) => message);

describe('the composed schema', () => {
  it('of the built-in kinds equals the committed one, including the order of keys', () =>
    expect(JSON.stringify(composeAppSchema(builtInRegistry))).toBe(JSON.stringify(BUILT_IN_APP_SCHEMA)));

  it('has the fields of every spec first, then those of the parts in the order of the registry', () => {
    const { properties = {}, required } = specOf('queue-worker');
    expect(Object.keys(properties).join(' ')).toBe(
      'name description owner environments risk accept runtime image replicas port ports resources volumes probe probes command args runAsUser queue kind overrides',
    );
    expect(required).toEqual(['description', 'kind', 'name', 'owner', 'queue']);
  });

  it('narrows a field for a kind, in overrides too', () => {
    const { properties = {} } = specOf('queue-worker');
    const overrides = properties['overrides']?.['additionalProperties'] as JsonSchema;
    expect(properties['replicas']).toMatchObject({ minimum: 1, maximum: 3, default: 1 });
    expect(overrides.properties?.['replicas']).toEqual({
      type: 'integer',
      description: 'Number of pods.',
      minimum: 1,
      maximum: 3,
    });
    expect(properties['resources']).toMatchObject({ description: 'Of a worker.', properties: expect.anything() });
    expect(specOf('stateless-app').properties?.['replicas']).toMatchObject({ maximum: 10 });
  });

  it('has no defaults in overrides, and keeps a field that is named as a keyword', () => {
    const overrides = specOf('queue-worker').properties?.['overrides']?.['additionalProperties'] as JsonSchema;
    expect(overrides.properties?.['queue']?.properties).toEqual({
      default: { type: 'string', description: 'A field that is named as a keyword.' },
      retentionDays: { type: 'integer', description: 'Days that messages are kept.', minimum: 1, maximum: 14 },
    });
  });

  it('describes each kind next to its name', () => {
    const { enum: kinds, enumDescriptions } = composeAppSchema(registry).properties?.['kind'] ?? {};
    expect((kinds as string[]).at(-1)).toBe('queue-worker');
    expect((enumDescriptions as string[]).at(-1)).toBe('A worker of a queue.');
  });

  it('lets a spec accept the findings of the rules of an extension', () => {
    const accept = 'queue: { retentionDays: 1 }\naccept: [{ rule: queue-loss, reason: Nothing is in it }]\n';
    expect(messages(SPEC + accept)).toEqual([]);
    expect(messages(SPEC + accept.replace('queue-loss', 'queue-los'))).toEqual([
      '`accept[0].rule` cannot be the text "queue-los".',
    ]);
  });
});

describe('a spec of a kind of an extension', () => {
  it.each([
    ['a missing field', '', '`queue` is missing.'],
    ['a missing field of a group', 'queue: {}\n', '`queue` lacks `retentionDays`.'],
    ['a misspelt field', 'qeue: { retentionDays: 1 }\n', '`qeue` is unknown here: did you mean `queue`?'],
    ['a range', 'queue: { retentionDays: 15 }\n', '`queue.retentionDays` must be at most 14, but is 15.'],
    [
      'a field of another kind',
      'queue: { retentionDays: 1 }\nstorage: { size: 1Gi }\n',
      '`storage` does not belong to the kind queue-worker.',
    ],
    [
      'a field that cannot be overridden',
      'queue: { retentionDays: 1 }\noverrides: { prod: { port: 1 } }\n',
      '`port` cannot differ between environments.',
    ],
  ])('has errors as any other: %s', (_what, more, message) => expect(messages(SPEC + more)).toEqual([message]));

  it('is suggested if its kind is misspelt', () => {
    const [first] = validateApp(documentOf(SPEC.replace('queue-worker', 'queue-wroker')), registry).diagnostics;
    expect(first?.remedy).toMatch(/^Did you mean `queue-worker`\? It is one of: stateless-app, .*, queue-worker\.$/);
  });

  it('is named if a spec of another kind has its field', () => {
    const [first] = validateApp(
      documentOf(`${SPEC.replace('queue-worker', 'stateless-app')}queue: {}\n`),
      registry,
    ).diagnostics;
    expect(first?.remedy).toBe('Remove it, or choose a kind that has it: queue-worker.');
  });
});

test('the built-in kinds name fields that their parts have', () => {
  expect(misnamedFields(builtInRegistry.kinds, builtInRegistry)).toEqual([]);
});
