import type { ComparedCommits } from '@goldenpath/fleet';
import { createColors } from 'picocolors';
import { affectedText } from '../../../src/commands/affected/render';

const COLORS = createColors(false);

const COMPARED: ComparedCommits = {
  base: { ref: 'main', commit: 'a' },
  head: { ref: 'working tree', commit: null },
  everything: null,
  notes: [],
  environments: ['dev'],
  affected: {
    stacks: [
      { stack: 'platform-dev', app: null, environment: 'dev', change: 'changed', wave: 1 },
      { stack: 'app-shop-dev', app: 'shop', environment: 'dev', change: 'added', wave: 2 },
    ],
    removed: [{ stack: 'app-old', app: 'old', environment: null }],
    manifests: [{ app: 'shop', change: 'added', environments: ['dev'] }],
    databases: [{ app: 'shop', database: 'shop_db', environment: 'dev', change: 'added' }],
  },
};

test('says what to plan, provision, destroy and publish', () => {
  expect(affectedText(COMPARED, COLORS)).toBe(
    `From main to working tree: 2 stacks to deploy, 1 stack to destroy, 1 database to provision, 1 application to publish.

Deploy
  platform-dev  changed
  app-shop-dev  added, wave 2

Provision
  shop_db  added: shop in dev

Destroy, with the files of the base
  app-old

Publish
  shop  added: dev
`,
  );
});

test('lists the first names of many and counts the rest', () => {
  const removed = Array.from({ length: 50 }, (_, index) => ({ stack: `app-${index}`, app: null, environment: null }));
  const text = affectedText({ ...COMPARED, affected: { stacks: [], removed, manifests: [], databases: [] } }, COLORS);
  expect(text).toContain('  app-39\n  … and 10 more: --json has all\n');
  expect(text).not.toContain('app-40');
});

test('prints no control characters', () => {
  const odd = { ref: 'main\u001b[2J\r', commit: 'a' };
  const text = affectedText({ ...COMPARED, base: odd, everything: 'other generators', notes: ['a\u001b[2Jb'] }, COLORS);
  expect(text).not.toMatch(/[\u001b\r]/);
  expect(text).toContain('The generators changed, so everything is affected.');
});
