import { type Ask, newFlags, type NewFlags, openFleet, type Question } from '@goldenpath/fleet';
import { type FleetFolder, fleetFolderWithExtension } from '@goldenpath/testing/fleet-folder';

const EXTENSION = `
import { defineKind, definePart } from '@goldenpath/extension';
export const parts = [definePart({
  name: 'queue',
  description: 'A queue.',
  fields: {
    properties: { queue: { type: 'object', additionalProperties: false, required: ['name'], properties: {
      name: { type: 'string', description: 'Its name.', pattern: '^[a-z-]+$' },
      days: { type: 'integer', description: 'Days that messages are kept.', default: 4 },
    } } },
    required: ['queue'],
    overrides: { queue: { type: 'object', properties: { days: { type: 'integer' } } } },
  },
  questions: [
    { path: ['queue', 'name'], message: 'What is the queue called', suggestion: ({ name }) => name + '-queue' },
    { path: ['queue', 'days'], message: 'How many days does it keep messages', unless: ['image'] },
  ],
  draftOverrides: (_draft, { name }) => (name === 'prod' ? { queue: { days: 14 } } : undefined),
})];
export const kinds = [defineKind({ name: 'queue-worker', description: 'A worker.', parts: ['queue', 'workload'] })];
`;
const GIVEN: NewFlags = { kind: 'queue-worker', name: 'mails', description: 'Sends mails', owner: 'app-team' };

let folder: FleetFolder;
beforeEach(() => {
  folder = fleetFolderWithExtension(EXTENSION);
});
afterEach(() => folder.remove());

const draft = (flags: NewFlags, ask?: Ask) =>
  openFleet({ cwd: folder.root }).draftSpec(flags, ask === undefined ? {} : { ask });

/** Presses Enter at every question. */
async function accepted(flags: NewFlags) {
  const asked: Question[] = [];
  const { text } = await draft(flags, async (question) => {
    asked.push(question);
    return question.type === 'some' ? question.choices.map(({ value }) => value) : question.default;
  });
  return { asked, text };
}

test('a part of an extension defines its questions, and Enter accepts the suggestion', async () => {
  const { asked, text } = await accepted(GIVEN);
  expect(asked.map(({ message }) => message)).toEqual([
    'Where does it run?',
    'What is the queue called',
    'How many days does it keep messages',
    'What is it written in?',
    'Number of pods',
    'The port that it listens on',
    'How bad would a loss or a leak of its data be?',
  ]);
  expect(text).toContain('queue:\n  name: mails-queue\n  days: 4\n');
});

test('a field is not asked for if another one replaces it', async () => {
  const { asked } = await accepted({ ...GIVEN, image: 'redis:7.4' });
  expect(asked.map(({ message }) => message)).not.toContain('How many days does it keep messages');
  expect(asked.map(({ message }) => message)).not.toContain('What is it written in?');
});

test('a part adds the overrides that an environment needs', async () => {
  const { text } = await draft({ ...GIVEN, set: ['queue.name=mails'] });
  expect(text).toContain('overrides:\n  prod:\n    queue:\n      days: 14\n');
  const dev = await draft({ ...GIVEN, environments: 'dev', set: ['queue.name=mails'] });
  expect(dev.text).not.toContain('overrides');
});

test('--set also sets built-in fields without a flag of their own', async () => {
  const { text } = await draft({ ...GIVEN, set: ['queue.name=mails', 'resources.limits.cpu=1', 'runAsUser=2000'] });
  expect(text).toContain("resources:\n  limits:\n    cpu: '1'\nrunAsUser: 2000\n");
});

test('the flags are those of the built-in parts, in the order of the questions', () => {
  expect(newFlags().map(({ flag }) => flag)).toEqual([
    '--kind <kind>',
    '--name <name>',
    '--description <text>',
    '--owner <team>',
    '--environments <names>',
    '--runtime <runtime>',
    '--image <image>',
    '--replicas <number>',
    '--port <number>',
    '--ingress',
    '--uses <names>',
    '--storage-size <size>',
    '--mount-path <path>',
    '--database-name <name>',
    '--database-username <name>',
    '--database-size <size>',
    '--schedule <schedule>',
    '--risk <risk>',
  ]);
});

describe('a group that the kind can leave out', () => {
  const SHOP: NewFlags = { kind: 'backend-app-rds', name: 'shop', description: 'Sells things', owner: 'app-team' };
  const ADD = 'Add storage, the volume that each pod keeps?';

  test('is asked for once, and Enter leaves it out', async () => {
    const { asked, text } = await accepted(SHOP);
    const messages = asked.map(({ message }) => message);
    expect(messages.filter((message) => message === ADD)).toHaveLength(1);
    expect(messages.indexOf(ADD)).toBeGreaterThan(messages.indexOf('Name of the database'));
    expect(messages).not.toContain('Where is the volume mounted');
    expect(text).not.toContain('storage');
  });

  test('has its questions after a yes', async () => {
    const { text } = await draft(SHOP, async (question) =>
      question.message === ADD
        ? true
        : question.type === 'some'
          ? question.choices.map(({ value }) => value)
          : question.default,
    );
    expect(text).toContain('database:\n  name: shop\n  username: shop_app\n  size: small\n');
    expect(text).toContain('storage:\n  size: 10Gi\n  mountPath: /data\n');
  });

  test('needs all of its fields once a flag gives one', async () => {
    const database = { databaseName: 'shop_db', databaseUsername: 'shop_app' };
    expect((await draft({ ...SHOP, ...database })).text).not.toContain('storage');
    await expect(draft({ ...SHOP, ...database, storageSize: '5Gi' })).rejects.toThrow('--mount-path is missing.');
    const { text } = await draft({ ...SHOP, ...database, storageSize: '5Gi', mountPath: '/var/shop' });
    expect(text).toContain('storage:\n  size: 5Gi\n  mountPath: /var/shop\n');
  });

  test('is left out by an empty form', async () => {
    const fleet = openFleet({ cwd: folder.root });
    const values = {
      name: 'shop',
      description: 'Sells things',
      owner: 'app-team',
      database: { name: 'shop_db', username: 'shop_app' },
    };
    const { text } = await fleet.draftSpec(
      {},
      { form: { kind: 'backend-app-rds', values: { ...values, storage: {} } } },
    );
    expect(text).not.toContain('storage');
    const half = { ...values, storage: { size: '5Gi', mountPath: '' } };
    await expect(fleet.draftSpec({}, { form: { kind: 'backend-app-rds', values: half } })).rejects.toMatchObject({
      diagnostics: [expect.objectContaining({ message: '`storage` lacks `mountPath`.' })],
    });
  });

  describe('of an extension', () => {
    const QUEUE = `
import { defineKind, definePart } from '@goldenpath/extension';
export const parts = [definePart({
  name: 'queue',
  description: 'A queue.',
  fields: {
    properties: { queue: { type: 'object', additionalProperties: false, required: ['name'], properties: {
      tier: { type: 'string', enum: ['fast'], description: 'Its tier.' },
      name: { type: 'string', description: 'Its name.', default: 'letters' },
    } } },
    required: ['queue'],
  },
  questions: [
    { path: ['queue', 'tier'], message: 'Its tier', none: { value: 'none', description: 'no tier' }, unless: ['image'] },
    { path: ['queue', 'name'], message: 'Its name', unless: ['image'] },
  ],
})];
export const kinds = [defineKind({ name: 'queue-worker', description: 'A worker.', parts: ['workload', 'queue'], optional: ['queue'] })];
`;
    const ADD_QUEUE = 'Add queue, a queue?';
    const MAILS: NewFlags = { kind: 'queue-worker', name: 'mails', owner: 'app-team' };
    beforeEach(() => {
      folder.remove();
      folder = fleetFolderWithExtension(QUEUE);
    });

    /** Adds the group, and gives its first field no value. */
    async function askedFor(flags: NewFlags) {
      const messages: string[] = [];
      const { text } = await draft(flags, async (question) => {
        messages.push(question.message);
        if (question.message === ADD_QUEUE) return true;
        if (question.message === 'Its tier') return 'none';
        if (question.type === 'some') return question.choices.map(({ value }) => value);
        return question.default ?? 'Sends mails';
      });
      return { messages, text };
    }

    test('is asked for once, also if its first field gets no value', async () => {
      const { messages, text } = await askedFor(MAILS);
      expect(messages.filter((message) => message.startsWith('Add') || message.startsWith('Its'))).toEqual([
        ADD_QUEUE,
        'Its tier',
        'Its name',
      ]);
      expect(text).toContain('queue:\n  name: letters\n');
    });

    test('is not asked for if other fields replace all of its fields', async () => {
      const { messages } = await askedFor({ ...MAILS, image: 'redis:7.4' });
      expect(messages).not.toContain(ADD_QUEUE);
    });
  });
});
