import { type Ask, type InvalidFleetError, type NewFlags, openFleet, type Question } from '@goldenpath/fleet';
import type { UserError } from '@goldenpath/errors';
import { type FleetFolder, fleetFolderWithExtension } from '@goldenpath/testing/fleet-folder';

const EXTENSION = `
import { defineKind, definePart } from '@goldenpath/extension';
export const parts = [definePart({ name: 'queue', description: 'A queue.', fields: {
  properties: {
    queue: { $ref: '#/definitions/WrittenQueue' },
    lockable: { type: 'boolean', description: 'Whether it can be locked.', default: false },
    options: { type: 'object', description: 'More.', properties: { delay: { type: 'integer', description: 'Seconds.' } } },
  },
  required: ['queue', 'lockable', 'options'],
  definitions: { WrittenQueue: { type: 'object', additionalProperties: false, required: ['days', 'order'], properties: {
    days: { type: 'integer', description: 'Days that messages are kept.', minimum: 1, maximum: 14, default: 4 },
    order: { type: 'string', enum: ['fifo', 'none'], description: 'The order of messages.' },
    tags: { type: 'array', items: { type: 'string' }, description: 'Tags.' },
  } } },
} })];
export const kinds = [defineKind({ name: 'queue-worker', description: 'A worker.', summary: 'A worker of a queue', parts: ['workload', 'queue'] })];
`;
const FIELDS: NewFlags = { kind: 'queue-worker', name: 'mails', description: 'Sends mails', owner: 'app-team' };

let folder: FleetFolder;
beforeEach(() => {
  folder = fleetFolderWithExtension(EXTENSION);
});
afterEach(() => folder.remove());

const draft = (fields: NewFlags, ask?: Ask) =>
  openFleet({ cwd: folder.root }).draftSpec(fields, ask === undefined ? {} : { ask });

test('fields of an extension are set with --set, and have the type of their schema', async () => {
  const set = ['queue.days=3', 'queue.order=fifo', 'queue.tags=a,b', 'lockable=true'];
  const { text, isAsked } = await draft({ ...FIELDS, replicas: '2', set });
  expect(text).toBe(
    [
      'kind: queue-worker\nname: mails\ndescription: Sends mails\nowner: app-team\nreplicas: 2\n',
      'queue:\n  days: 3\n  order: fifo\n  tags:\n    - a\n    - b\nlockable: true\noptions: {}\n',
    ].join(''),
  );
  expect(isAsked).toBe(false);
});

test('missing required fields are named', async () => {
  const error: unknown = await draft({ ...FIELDS, set: ['queue.days=3'] }).catch((reason: unknown) => reason);
  expect((error as UserError).summary).toBe('--set queue.order=…, --set lockable=… are missing.');
});

test('a value that does not match the schema is an error of the spec', async () => {
  const set = ['queue.days=many', 'queue.order=fifo', 'lockable=maybe'];
  const error: unknown = await draft({ ...FIELDS, set }).catch((reason: unknown) => reason);
  expect((error as InvalidFleetError).diagnostics.map(({ message }) => message)).toEqual([
    '`queue.days` must be a whole number, but is the text "many".',
    '`lockable` must be true or false, but is the text "maybe".',
  ]);
});

test('an unknown field is an error', async () => {
  await expect(draft({ ...FIELDS, set: ['days'] })).rejects.toThrow(
    '`--set days` does not name a field and a value. Write the field, `=` and the value, such as `--set queue.days=3`.',
  );
});

test('fields of an extension are asked for, and a wrong answer gets a message', async () => {
  const asked: Question[] = [];
  const complaints: (string | true)[] = [];
  const ask: Ask = async (question, check) => {
    asked.push(question);
    if (question.message.startsWith('queue.days')) {
      complaints.push(await check('20'), await check('7'));
      return '7';
    }
    if (question.message.startsWith('queue.order')) return 'none';
    if (question.type === 'yes-or-no') return question.default;
    return question.type === 'text' ? (question.default ?? '') : [];
  };
  const { text } = await draft({ ...FIELDS, environments: 'dev', runtime: 'node', risk: 'low' }, ask);
  expect(asked.filter(({ message }) => /^(queue|lockable)/.test(message))).toEqual([
    { type: 'text', message: 'queue.days: Days that messages are kept', default: '4' },
    { type: 'one', message: 'queue.order: The order of messages', choices: [{ value: 'fifo' }, { value: 'none' }] },
    { type: 'yes-or-no', message: 'lockable: Whether it can be locked', default: false },
  ]);
  expect(complaints).toEqual(['`queue.days` must be at most 14, but is 20. Use a whole number from 1 to 14.', true]);
  expect(text).toContain('queue:\n  days: 7\n  order: none\nlockable: false\noptions: {}\n');
  // The kind has neither a route nor variables.
  expect(asked.map(({ message }) => message)).not.toContain('Reachable from outside the cluster?');
});
