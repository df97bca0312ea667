import { everRan, timeline } from '../../src/release/timeline';
import { overlayText, overlay, type Step, versions } from './support/overlays';

const prod = overlay('prod');
const A = 'prod-aaaaaaa';
const B = 'prod-bbbbbbb';
const C = 'prod-ccccccc';
const INITIAL: Step = { tag: 'prod-0000000' };

const of = (...steps: Step[]) => timeline(prod, versions(prod, steps));
const told = (...steps: Step[]) => of(...steps).records.map(({ kind, release }) => [kind, release.newTag]);
const line = (...steps: Step[]) => of(...steps).line.map(({ release }) => release.newTag);

test('the first version was published, later ones are moves or manual edits', () => {
  expect(told(INITIAL, { tag: A, kind: 'promote' }, { tag: B }, { tag: A, kind: 'rollback' })).toEqual([
    ['publish', 'prod-0000000'],
    ['promote', A],
    ['by-hand', B],
    ['rollback', A],
  ]);
});

test('a change around the entry is not a release', () => {
  const text = `# new\n${overlayText(prod, { newTag: A })}`;
  expect(told({ tag: A }, { tag: A, text })).toEqual([['by-hand', A]]);
});

test('a trailer for another overlay or tag is ignored', () => {
  const [first] = versions(prod, [{ tag: A }]);
  const [other] = versions(overlay('staging'), [{ tag: A, kind: 'set' }]);
  const [another] = versions(prod, [{ tag: B, kind: 'set' }]);
  if (!first || !other || !another) throw new Error('one version each');
  for (const commit of [other.commit, another.commit]) {
    expect(timeline(prod, [{ ...first, commit }]).records[0]?.kind).toBe('by-hand');
  }
});

test('an overlay that was removed and added again starts anew', () => {
  expect(told(INITIAL, { tag: A, kind: 'set' }, { isGone: true }, INITIAL)).toEqual([
    ['publish', 'prod-0000000'],
    ['set', A],
    ['removal', undefined],
    ['publish', 'prod-0000000'],
  ]);
});

test('a version that cannot be parsed changes nothing', () => {
  expect(told({ tag: A, kind: 'set' }, { text: '<<<<<<<' }, { tag: A })).toEqual([['set', A]]);
});

test('a changed digest is a release', () => {
  const digest = `sha256:${'d'.repeat(64)}`;
  expect(of({ tag: A, kind: 'set' }, { tag: A, digest }).records.map(({ release }) => release)).toEqual([
    { newTag: A },
    { newTag: A, digest },
  ]);
});

test('a rollback ends later releases, by command or by revert', () => {
  const three: Step[] = [INITIAL, { tag: A, kind: 'set' }, { tag: B, kind: 'set' }, { tag: C, kind: 'set' }];
  expect(line(...three)).toEqual(['prod-0000000', A, B, C]);
  expect(line(...three, { tag: B, kind: 'rollback' })).toEqual(['prod-0000000', A, B]);
  expect(line(...three, { tag: A })).toEqual(['prod-0000000', A]);
  expect(line(...three, { tag: A, kind: 'set' })).toEqual(['prod-0000000', A, B, C, A]);
});

test('with merged branches, the branch decides what runs', () => {
  const all = versions(prod, [INITIAL, { tag: A, kind: 'set' }, { tag: B, kind: 'set' }]);
  expect(timeline(prod, all, { newTag: A }).line.at(-1)?.commit.author).toBe('Person 1');
  expect(timeline(prod, all, { newTag: B }).records).toHaveLength(3);
});

test('every commit that ran is known, also when it was rolled back', () => {
  const history = of(INITIAL, { tag: A, kind: 'set' }, { tag: B, kind: 'set' }, { tag: A, kind: 'rollback' });
  expect(['aaaaaaa', 'bbbbbbb', 'ccccccc', '0000000'].map((commit) => everRan(history, commit))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
