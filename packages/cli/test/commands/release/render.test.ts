import type { MoveOutcome, ReleaseOverlay, ReleaseRecord, ReleaseStatus } from '@goldenpath/gitops';
import { createColors } from 'picocolors';
import { renderMove } from '../../../src/commands/release/render-move';
import { renderStatus } from '../../../src/commands/release/render-status';
import { renderHistory } from '../../../src/commands/release/render-history';

const context = { colors: createColors(false) };
const DIGEST = `sha256:${'d'.repeat(64)}`;

const overlay = (environment: string): ReleaseOverlay => ({
  app: 'shop',
  environment,
  file: `apps/shop/deploy/overlays/${environment}/kustomization.yaml`,
  image: 'shop',
  url: 'registry.example/shop',
  initialTag: `${environment}-0000000`,
  mutableTags: false,
});

const record = (author: string, more: Partial<ReleaseRecord> = {}): ReleaseRecord => ({
  release: { newTag: 'prod-1a2b3c4' },
  kind: 'promote',
  commit: {
    id: '0123456789abcdef0123456789abcdef01234567',
    author,
    email: 'ada@example.test',
    date: '2026-01-02T03:04:05Z',
    subject: 'Release it',
    releases: [],
    forced: [],
  },
  ...more,
});

const lines = (text: string) => text.split('\n');

test('the status is a table that compares each environment with the one before', () => {
  const status: ReleaseStatus = {
    app: 'shop',
    environments: [
      { overlay: overlay('dev'), release: { newTag: 'dev-1a2b3c4', digest: DIGEST }, since: record('Ada') },
      {
        overlay: overlay('test'),
        release: { newTag: 'test-1a2b3c4' },
        since: record('Ada'),
        comparison: { to: 'dev', state: 'same', releases: 0 },
      },
      {
        overlay: overlay('staging'),
        release: { newTag: 'v1' },
        comparison: { to: 'test', state: 'behind', releases: 1 },
      },
      {
        overlay: overlay('qa'),
        release: { newTag: 'qa-1a2b3c4' },
        comparison: { to: 'staging', state: 'behind', releases: 2 },
      },
      {
        overlay: overlay('canary'),
        release: { newTag: 'canary-1a2b3c4' },
        comparison: { to: 'qa', state: 'ahead', releases: 0 },
      },
      { overlay: overlay('prod'), release: {}, problem: { kind: 'not-published', message: 'not released' } },
    ],
  };
  expect(lines(renderStatus([status], context))).toEqual([
    'APP   ENVIRONMENT  TAG                          SINCE                 BY   COMMIT      COMPARED',
    'shop  dev          dev-1a2b3c4@sha256:ddddddd…  2026-01-02T03:04:05Z  Ada  0123456789  –',
    'shop  test         test-1a2b3c4                 2026-01-02T03:04:05Z  Ada  0123456789  same as dev',
    'shop  staging      v1                           –                     –    –           1 release behind test',
    'shop  qa           qa-1a2b3c4                   –                     –    –           2 releases behind staging',
    'shop  canary       canary-1a2b3c4               –                     –    –           ahead of qa',
    'shop  prod         not released                 –                     –    –           –',
    '',
  ]);
});

test('a broken overlay is unknown in its row, and its error is below the table', () => {
  const problem = { kind: 'broken', message: 'prod/kustomization.yaml: this is not YAML\u001b[2J' } as const;
  const text = renderStatus(
    [{ app: 'shop', environments: [{ overlay: overlay('prod'), release: {}, problem }] }],
    context,
  );
  expect(lines(text).slice(1)).toEqual([
    'shop  prod         unknown  –      –   –       –',
    'error: prod/kustomization.yaml: this is not YAML',
    '',
  ]);
});

test('a fleet without its own images has no status', () => {
  expect(renderStatus([], context)).toBe('No application builds an image of its own.\n');
});

test('the history shows kinds and reasons, and hostile names on one line', () => {
  const text = renderHistory(
    [
      record('Eve\u001b[31m\nEvil', { forced: 'an outage', release: { digest: DIGEST } }),
      record('Bob', { kind: 'removal', release: {} }),
    ],
    context,
  );
  expect(lines(text)).toEqual([
    'SINCE                 TAG               KIND     BY        COMMIT',
    '2026-01-02T03:04:05Z  @sha256:ddddddd…  promote  Eve Evil  0123456789  forced: an outage',
    '2026-01-02T03:04:05Z  –                 removal  Bob       0123456789',
    '',
  ]);
});

describe('a move', () => {
  const where = { where: 'https://git.example/gitops', branch: 'main', dryRun: false };
  const outcome: MoveOutcome = {
    move: { kind: 'set', overlay: overlay('prod'), from: { newTag: 'a b' }, to: { newTag: 'prod-1a2b3c4' } },
    message: 'Release shop\n\nBecause.\n',
    changes: true,
    commit: '0123456789abcdef',
  };

  test('names both tags and the commit', () => {
    expect(renderMove(outcome, where, context)).toBe(
      'shop in prod: "a b" → prod-1a2b3c4\nCommit 0123456789 on main of https://git.example/gitops\n',
    );
  });

  test('that changes nothing is reported as such', () => {
    expect(renderMove({ ...outcome, changes: false, commit: undefined }, where, context)).toBe(
      'shop runs prod-1a2b3c4 in prod already. Nothing to do.\n',
    );
  });

  test('in a dry run shows the commit', () => {
    expect(renderMove({ ...outcome, commit: undefined }, { ...where, dryRun: true }, context)).toBe(
      'shop in prod: "a b" → prod-1a2b3c4\nNothing was changed. The commit on main of https://git.example/gitops would say:\n\n    Release shop\n\n    Because.\n',
    );
  });
});

test('the status fits a terminal of 80 columns', () => {
  const status: ReleaseStatus = {
    app: 'a-service-with-a-long-name',
    environments: [
      {
        overlay: overlay('staging'),
        release: { newTag: 'staging-1a2b3c4', digest: DIGEST },
        since: record('Ada Lovelace of the platform team'),
        comparison: { to: 'test', state: 'behind', releases: 12 },
      },
    ],
  };
  const text = renderStatus([status], { ...context, columns: 80 });
  expect(lines(text).filter((line) => line.length > 80)).toEqual([]);
  expect(text.replaceAll(/\s/g, '')).toContain('APPENVIRONMENTTAGSINCEBYCOMMITCOMPARED');
});
