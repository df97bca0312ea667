import type { FilePublication, TracedEdit } from '@goldenpath/gitops';
import type { AppPlan } from '../../src/publish/plan-app';
import { publicationMessage } from '../../src/publish/publication-message';

function plan(app: string, changes: readonly `${FilePublication['change']} ${string}`[], isRemoval = false): AppPlan {
  return {
    app,
    writes: new Map(),
    removals: [],
    changes: changes.map((each) => {
      const [change, place = ''] = each.split(' ');
      return { path: `${app}/${place}`, place, change: change as FilePublication['change'] };
    }),
    edits: [],
    isRemoval,
    conflicts: [],
    losses: [],
  };
}

test('one application is named with its changes', () => {
  const plans = [plan('orders-api', ['changed base', 'changed dev', 'added prod', 'removed prod', 'removed test'])];
  expect(publicationMessage(plans, [])).toBe(
    'Publish orders-api: base, dev, prod, test\n\norders-api: base, dev, prod changed; test removed\n\nGoldenpath-Publish: orders-api\n',
  );
  expect(publicationMessage([plan('a', [])], [])).toContain('Publish a\n\na: its list of files changed\n');
  const many = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((place) => `added ${place}` as const);
  expect(publicationMessage([plan('a', many)], [])).toContain('Publish a\n\n');
});

test('several are counted, and each has a line and a trailer', () => {
  const plans = [plan('a', ['added dev']), plan('b', ['removed dev'], true)];
  expect(publicationMessage(plans, [])).toBe(
    'Publish 2 applications\n\na: dev added\nb: removed\n\nGoldenpath-Publish: a\nGoldenpath-Publish: b\n',
  );
  expect(publicationMessage([plan('b', [], true)], [])).toMatch(/^Remove b\n/);
  expect(publicationMessage([plan('a', [], true), plan('b', [], true)], [])).toMatch(/^Remove 2 applications\n/);
});

test('edits are listed with their authors', () => {
  const by = { author: 'Jo', email: 'jo@x', commit: '0123456789abcdef', date: '2026-01-02T03:04:05Z', subject: 's' };
  const edits: TracedEdit[] = [
    { app: 'a', path: 'apps/a/x', edit: 'changed', outcome: 'replaced', by },
    { app: 'a', path: 'apps/a/y', edit: 'removed', outcome: 'replaced' },
    { app: 'a', path: 'apps/a/z', edit: 'changed', outcome: 'kept' },
  ];
  expect(publicationMessage([plan('a', ['changed base'])], edits)).toContain(
    [
      'Edited by hand:',
      '- apps/a/x: edited by Jo on 2026-01-02 in 0123456789; generated text restored',
      '- apps/a/y: removed; generated text restored',
      '- apps/a/z: edited; no longer generated, kept',
      '',
    ].join('\n'),
  );
});
