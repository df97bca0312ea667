import { defineApp } from '@goldenpath/spec';

// What an extension says of its parts, kinds and rules. The compiler holds the rest of this file to it.
declare module '@goldenpath/extension' {
  interface WrittenParts {
    mailbox: { readonly mailbox: { readonly days: number } };
  }
  interface WrittenOverrides {
    mailbox: { readonly mailbox?: { readonly days?: number } };
  }
  interface WrittenKinds {
    'mail-worker': 'workload' | 'configuration' | 'mailbox';
  }
  interface WrittenReviewRules {
    'mailbox-loss': true;
  }
}

const WHO = { name: 'mails', description: 'Sends mails', owner: 'app-team' } as const;

test('a spec has the fields of its kind: those of built-in parts and those of an extension', () => {
  const worker = defineApp({
    kind: 'mail-worker',
    ...WHO,
    replicas: 2,
    env: { GREETING: 'hello' },
    mailbox: { days: 3 },
    accept: [{ rule: 'mailbox-loss', reason: 'Nothing is in it' }],
    overrides: { prod: { replicas: 3, mailbox: { days: 7 } } },
  });
  expect(worker.mailbox.days).toBe(3);
});

test('the runtime is a built-in one, or one of the platform file', () => {
  const specs = (['node', 'go'] as const).map((runtime) => defineApp({ kind: 'stateless-app', ...WHO, runtime }));
  expect(specs.map(({ runtime }) => runtime)).toEqual(['node', 'go']);
});

test('a missing or misspelt field of a kind is a compiler error', () => {
  const mailbox = { days: 3 };
  const database = { name: 'mails', username: 'mails_app' };
  const specs = [
    // @ts-expect-error -- the mailbox is missing.
    defineApp({ kind: 'mail-worker', ...WHO }),
    // @ts-expect-error -- days are a number.
    defineApp({ kind: 'mail-worker', ...WHO, mailbox: { days: '3' } }),
    // @ts-expect-error -- so they are in an override.
    defineApp({ kind: 'mail-worker', ...WHO, mailbox, overrides: { prod: { mailbox: { days: '3' } } } }),
    // @ts-expect-error -- there is no such kind.
    defineApp({ kind: 'mail-wroker', ...WHO, mailbox }),
    // @ts-expect-error -- there is no such rule.
    defineApp({ kind: 'mail-worker', ...WHO, mailbox, accept: [{ rule: 'mail-loss', reason: 'It is empty' }] }),
    // @ts-expect-error -- the storage of a stateful application is missing.
    defineApp({ kind: 'stateful-app', ...WHO }),
    // @ts-expect-error -- so is the database of one with a database, whose volume is optional.
    defineApp({ kind: 'backend-app-rds', ...WHO, storage: { size: '1Gi', mountPath: '/data' } }),
    // @ts-expect-error -- a volume has a mount path there too.
    defineApp({ kind: 'backend-app-rds', ...WHO, database, storage: { size: '1Gi' } }),
    // @ts-expect-error -- a built-in kind has the fields of its parts.
    defineApp({ kind: 'stateless-app', ...WHO, replicas: '2' }),
  ];
  expect(specs).toHaveLength(9);
});

test('a kind can leave out a required field of a part', () => {
  const database = { name: 'mails', username: 'mails_app' };
  expect(defineApp({ kind: 'backend-app-rds', ...WHO, database })).not.toHaveProperty('storage');
  const storage = { size: '1Gi', mountPath: '/data' };
  expect(defineApp({ kind: 'backend-app-rds', ...WHO, database, storage }).storage.mountPath).toBe('/data');
});
