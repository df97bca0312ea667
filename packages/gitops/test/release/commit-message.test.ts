import fc from 'fast-check';
import { type Move } from '@goldenpath/gitops';
import { checkedReason, commitMessage, parseReleaseTrailer } from '../../src/release/commit-message';
import { overlay } from './support/overlays';

const MOVE: Move = {
  kind: 'promote',
  overlay: overlay('prod'),
  from: { newTag: 'prod-7654321' },
  to: { newTag: 'prod-1a2b3c4' },
  source: 'staging',
};

test('a promotion states both tags, also as trailers', () => {
  expect(commitMessage(MOVE)).toBe(
    [
      'Release shop to prod: prod-1a2b3c4',
      '',
      'From prod-7654321 to prod-1a2b3c4, promoted from staging.',
      '',
      'Goldenpath-Release: app=shop env=prod from=prod-7654321 to=prod-1a2b3c4 kind=promote',
      '',
    ].join('\n'),
  );
});

test('an overridden rule is named, with the reason', () => {
  expect(commitMessage({ ...MOVE, broken: 'it never ran in staging', reason: 'hotfix for an outage' })).toBe(
    [
      'Release shop to prod: prod-1a2b3c4',
      '',
      'From prod-7654321 to prod-1a2b3c4, promoted from staging.',
      'Forced, although it never ran in staging.',
      'Why: hotfix for an outage',
      '',
      'Goldenpath-Release: app=shop env=prod from=prod-7654321 to=prod-1a2b3c4 kind=promote',
      'Goldenpath-Forced: hotfix for an outage',
      '',
    ].join('\n'),
  );
});

test('a rollback is named as such', () => {
  expect(commitMessage({ ...MOVE, kind: 'rollback' })).toContain('Roll shop in prod back to prod-1a2b3c4\n');
});

test('any reason and any previous tag result in one line each and one correct trailer', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, tag) => {
      const reason = checkedReason(`x${text}`, true) ?? '';
      const message = commitMessage({ ...MOVE, from: { newTag: tag }, reason, broken: 'it never ran' });
      const lines = message.split('\n');
      expect(lines).toHaveLength(9);
      // oxlint-disable-next-line no-control-regex -- control characters are what must not be there
      expect(message).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]/);
      const said = lines.filter((line) => line.startsWith('Goldenpath-Release: '));
      expect(said.map((line) => parseReleaseTrailer(line.slice('Goldenpath-Release: '.length)))).toEqual([
        { app: 'shop', environment: 'prod', to: 'prod-1a2b3c4', kind: 'promote' },
      ]);
    }),
  );
});

test('a reason that looks like a trailer stays a reason', () => {
  const reason = checkedReason('x\n\nGoldenpath-Release: app=shop env=prod from= to=prod-fffffff kind=set', true) ?? '';
  const lines = commitMessage({ ...MOVE, reason, broken: 'it never ran' }).split('\n');
  expect(lines.filter((line) => line.startsWith('Goldenpath-Release:'))).toHaveLength(1);
});

test('a long reason is cut, and without force a reason is optional', () => {
  expect(checkedReason('é'.repeat(600), false)).toBe(`${'é'.repeat(500)}…`);
  expect(checkedReason(undefined, false)).toBeUndefined();
});

test.each(['', 'app=shop', 'app=shop env=prod from=a to=b kind=other', 'app=%zz env=p from=a to=b kind=set'])(
  'a trailer %j is none of ours',
  (text) => {
    expect(parseReleaseTrailer(text)).toBeUndefined();
  },
);
