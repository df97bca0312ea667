import { type MoveRequest } from '@goldenpath/gitops';
import { needsHistory, planMove } from '../../src/release/plan-move';
import { known, releasedApp, type Step } from './support/overlays';

const DIGEST = `sha256:${'d'.repeat(64)}`;
const OTHER = `sha256:${'e'.repeat(64)}`;
const A = '1a2b3c4';
const B = '7654321';

/** The repository: the releases by environment, oldest first. */
type World = Readonly<Record<string, readonly Step[]>>;

const FRESH: World = {
  dev: [{ tag: 'latest' }],
  test: [{ tag: 'test-0000000' }],
  staging: [{ tag: 'staging-0000000' }],
  prod: [{ tag: 'prod-0000000' }],
};
const move = (tag: string, kind: 'set' | 'promote' | 'rollback' = 'set', digest?: string): Step => ({
  tag,
  kind,
  ...(digest !== undefined && { digest }),
});
const plan = (request: MoveRequest, more: World = {}) => planMove(releasedApp(), request, known({ ...FRESH, ...more }));
const refusal = (reason: string) => expect.objectContaining({ reason });

describe('set', () => {
  const set = (environment: string, tag: string, more: object = {}): MoveRequest => ({
    kind: 'set',
    environment,
    tag,
    ...more,
  });

  test('accepts any commit in the first environment, without reading the history', () => {
    expect(plan(set('dev', `dev-${A}`))).toMatchObject({ from: { newTag: 'latest' }, to: { newTag: `dev-${A}` } });
    expect(needsHistory(releasedApp(), set('dev', `dev-${A}`))).toBe(false);
    expect(needsHistory(releasedApp(), set('test', `test-${A}`))).toBe(true);
  });

  test('accepts in another environment a release that ran in the previous one', () => {
    expect(() => plan(set('test', `test-${A}`))).toThrow(refusal('never-ran'));
    expect(plan(set('test', `test-${A}`), { dev: [move(`dev-${A}`), move(`dev-${B}`)] }).to).toEqual({
      newTag: `test-${A}`,
    });
  });

  test('accepts it by force with a reason, which is recorded with the rule', () => {
    const forced = plan(set('test', `test-${A}`, { force: true, reason: 'a\nhotfix' }));
    expect(forced).toMatchObject({
      reason: 'a hotfix',
      broken: `the commit ${A} of shop never ran in dev, which comes before test`,
    });
    expect(() => plan(set('test', `test-${A}`, { force: true }))).toThrow(refusal('no-reason'));
    expect(() => plan(set('test', `test-${A}`, { force: true, reason: ' \n' }))).toThrow(refusal('no-reason'));
  });

  test('force without a broken rule records no rule', () => {
    expect(plan(set('dev', `dev-${A}`, { force: true, reason: 'why not' }))).not.toHaveProperty('broken');
  });

  test('refuses invalid tags and digests first', () => {
    expect(() => plan(set('prod', 'latest'))).toThrow(refusal('illegal-tag'));
    expect(() => plan(set('prod', 'latest', { force: true, reason: 'x' }))).toThrow(refusal('illegal-tag'));
    expect(() => plan(set('dev', 'latest', { digest: 'x' }))).toThrow(refusal('illegal-digest'));
  });

  test('a release that already runs needs no change, whatever rule it breaks', () => {
    const there = plan(set('prod', `prod-${A}`), { prod: [{ tag: `prod-${A}` }] });
    expect(there.to).toEqual(there.from);
    expect(there).not.toHaveProperty('broken');
  });

  test('never keeps a digest of another tag', () => {
    const pinned = { dev: [move(`dev-${A}`, 'set', DIGEST)] };
    expect(plan(set('dev', `dev-${B}`), pinned).to).toEqual({ newTag: `dev-${B}` });
    expect(plan(set('dev', `dev-${B}`, { digest: OTHER }), pinned).to).toEqual({ newTag: `dev-${B}`, digest: OTHER });
    expect(plan(set('dev', `dev-${A}`), pinned).to).toEqual({ newTag: `dev-${A}`, digest: DIGEST });
  });

  test('K11: a tag that moves is released with its digest, because a moved tag replaces no pod', () => {
    expect(() => plan(set('dev', 'latest'))).toThrow(refusal('illegal-tag'));
    expect(plan(set('dev', 'latest', { digest: DIGEST })).to).toEqual({ newTag: 'latest', digest: DIGEST });
  });

  test('an immutable tag has one digest', () => {
    const pinned = { dev: [move(`dev-${A}`, 'set', DIGEST)] };
    expect(() => plan(set('dev', `dev-${A}`, { digest: OTHER }), pinned)).toThrow(refusal('other-digest'));
    expect(plan(set('dev', `dev-${A}`, { digest: DIGEST }), { dev: [move(`dev-${A}`)] }).to).toEqual({
      newTag: `dev-${A}`,
      digest: DIGEST,
    });
  });
});

describe('promote', () => {
  const promote = (from: string, environment: string, more: object = {}): MoveRequest => ({
    kind: 'promote',
    from,
    environment,
    ...more,
  });

  test('keeps the commit and its digest, with the tag of the target', () => {
    const world = { staging: [move(`staging-${A}`, 'promote', DIGEST)] };
    expect(plan(promote('staging', 'prod'), world)).toMatchObject({
      kind: 'promote',
      source: 'staging',
      from: { newTag: 'prod-0000000' },
      to: { newTag: `prod-${A}`, digest: DIGEST },
    });
  });

  test('skips an environment only for a release that ran there', () => {
    const world = { test: [move(`test-${A}`)], dev: [move(`dev-${A}`)] };
    expect(() => plan(promote('test', 'prod'), world)).toThrow(refusal('never-ran'));
    expect(plan(promote('test', 'prod', { force: true, reason: 'urgent' }), world).broken).toContain(
      'never ran in staging',
    );
    expect(
      plan(promote('test', 'prod'), { ...world, staging: [move(`staging-${A}`), move(`staging-${B}`)] }).to,
    ).toEqual({
      newTag: `prod-${A}`,
    });
  });

  test.each([
    ['latest', 'dev', 'test', 'no-commit'],
    ['nothing', 'staging', 'prod', 'nothing-released'],
  ])('%s is nothing to promote', (_, from, to, reason) => {
    expect(() => plan(promote(from, to))).toThrow(refusal(reason));
    expect(() => plan(promote(from, to, { force: true, reason: 'x' }))).toThrow(refusal(reason));
  });

  test('a manual entry without a commit cannot be promoted', () => {
    expect(() => plan(promote('staging', 'prod'), { staging: [{ tag: 'v1.2' }] })).toThrow('staging runs v1.2 of shop');
  });

  test('only to a later environment', () => {
    const world = { staging: [move(`staging-${A}`)], prod: [move(`prod-${A}`)] };
    expect(() => plan(promote('prod', 'staging'), world)).toThrow(refusal('wrong-way'));
    expect(() => plan(promote('prod', 'prod'), world)).toThrow(refusal('wrong-way'));
  });

  test('into an environment that was never published is refused', () => {
    const { prod: _, ...rest } = FRESH;
    const lacking = known({ ...rest, staging: [move(`staging-${A}`)] });
    expect(() => planMove(releasedApp(), promote('staging', 'prod'), lacking)).toThrow(
      'shop has no release in prod: there is no apps/shop/deploy/overlays/prod/kustomization.yaml on this branch. Release a commit there first: goldenpath release set shop --env prod --tag prod-1a2b3c4',
    );
  });

  test('a release that already runs there needs no change', () => {
    const world = { staging: [move(`staging-${A}`)], prod: [move(`prod-${A}`, 'promote', DIGEST)] };
    const there = plan(promote('staging', 'prod'), world);
    expect(there.to).toEqual(there.from);
  });
});

describe('rollback', () => {
  const rollback = (environment: string, tag?: string, more: object = {}): MoveRequest => ({
    kind: 'rollback',
    environment,
    ...(tag !== undefined && { tag }),
    ...more,
  });
  const prod = [{ tag: 'prod-0000000' }, move(`prod-${A}`, 'promote', DIGEST), move(`prod-${B}`, 'promote')];

  test('returns to the previous release, with its digest', () => {
    expect(plan(rollback('prod'), { prod }).to).toEqual({ newTag: `prod-${A}`, digest: DIGEST });
  });

  test('and from there not to the one that was rolled back, and not to none', () => {
    const back = [...prod, move(`prod-${A}`, 'rollback', DIGEST)];
    expect(() => plan(rollback('prod'), { prod: back })).toThrow(refusal('nothing-before'));
    expect(() => plan(rollback('prod'))).toThrow(refusal('nothing-before'));
    expect(plan(rollback('prod', `prod-${B}`), { prod: back }).to).toEqual({ newTag: `prod-${B}` });
  });

  test('never returns to latest by itself', () => {
    const dev = [{ tag: 'latest' }, move(`dev-${A}`)];
    expect(() => plan(rollback('dev'), { dev })).toThrow(refusal('nothing-before'));
    expect(plan(rollback('dev', 'latest'), { dev }).to).toEqual({ newTag: 'latest' });
  });

  test('returns to a named tag that ran there, or by force', () => {
    expect(() => plan(rollback('prod', 'prod-fffffff'), { prod })).toThrow(refusal('never-ran'));
    expect(() => plan(rollback('prod', `staging-${A}`), { prod })).toThrow(refusal('illegal-tag'));
    const forced = plan(rollback('prod', 'prod-fffffff', { force: true, reason: 'known good' }), { prod });
    expect(forced).toMatchObject({
      to: { newTag: 'prod-fffffff' },
      broken: 'the tag prod-fffffff of shop never ran in prod',
    });
  });

  test('to the running release is nothing to do', () => {
    const there = plan(rollback('prod', `prod-${B}`), { prod });
    expect(there.to).toEqual(there.from);
  });
});
