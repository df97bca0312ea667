import { compare } from '../../src/release/comparison';
import { timeline } from '../../src/release/timeline';
import { overlay, type Step, versions } from './support/overlays';

const of = (environment: string, tags: readonly (string | Step)[]) => {
  const steps = tags.map((tag): Step =>
    typeof tag === 'string' ? { tag: `${environment}-${tag}`, kind: 'set' } : tag,
  );
  return timeline(overlay(environment), versions(overlay(environment), steps));
};

const [a, b, c] = ['aaaaaaa', 'bbbbbbb', 'ccccccc'];
const nothing = (environment: string): Step => ({ tag: `${environment}-0000000` });

test.each<[string, readonly (string | Step)[], readonly (string | Step)[], string, number]>([
  ['the same commit', [nothing('prod'), a], [nothing('staging'), a], 'same', 0],
  ['two releases behind', [a], [a, b, c], 'behind', 2],
  ['nothing released yet', [nothing('prod')], [nothing('staging'), a, b], 'behind', 2],
  ['nothing released in either', [nothing('prod')], [nothing('staging')], 'same', 0],
  ['ahead of what has nothing', [a], [nothing('staging')], 'ahead', 0],
  ['forced past it', [b], [a], 'ahead', 0],
  ['what was rolled back from there', [b], [a, b, { tag: `staging-${a}`, kind: 'rollback' }], 'ahead', 0],
  ['a release that came again', [a], [a, b, a], 'same', 0],
  ['behind one that came again', [b], [a, b, a], 'behind', 1],
  ['a tag of no commit', [{ tag: 'v1' }], [a], 'unknown', 0],
  ['a tag of no commit there', [a], [{ tag: 'v1' }], 'unknown', 0],
])('%s', (_, here, before, state, releases) => {
  expect(compare(of('prod', here), of('staging', before))).toEqual({ to: 'staging', state, releases });
});

test('latest has no known commit', () => {
  expect(compare(of('test', [nothing('test')]), of('dev', [{ tag: 'latest' }])).state).toBe('unknown');
});
