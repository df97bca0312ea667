import * as fc from 'fast-check';
import { parseShard } from '@goldenpath/fleet';
import { holds } from '../../src/synth/shard';
import { selects, WHOLE_FLEET } from '../../src/synth/units';

const NAMES = fc.uniqueArray(fc.stringMatching(/^[a-z]{2,9}(-[a-z0-9]{1,6})?$/), { maxLength: 30 });
const COUNT = fc.integer({ min: 1, max: 24 });

const shards = (count: number) => Array.from({ length: count }, (_, index) => ({ index: index + 1, count }));

test('each application, and the platform, is in exactly one shard', () => {
  fc.assert(
    fc.property(NAMES, COUNT, (names, count) => {
      for (const app of [...names, undefined])
        expect(shards(count).filter((shard) => holds(shard, app))).toHaveLength(1);
    }),
  );
});

test('all units of an application are in its shard; those of the platform in the first', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{2,9}$/), COUNT, (app, count) => {
      for (const shard of shards(count)) {
        const selected = (unit: string) => selects({ ...WHOLE_FLEET, shard }, unit);
        for (const unit of [`app/${app}`, `app/${app}/base`, `app/${app}/prod`])
          expect(selected(unit)).toBe(holds(shard, app));
        expect(selected('platform/prod')).toBe(shard.index === 1);
        expect(selected('manifest')).toBe(true);
      }
    }),
  );
});

test('shards of many applications are about equal', () => {
  const names = Array.from({ length: 4000 }, (_, index) => `app-${index}`);
  const sizes = shards(8).map((shard) => names.filter((name) => holds(shard, name)).length);
  expect(Math.min(...sizes)).toBeGreaterThan(400);
  expect(Math.max(...sizes)).toBeLessThan(600);
});

test('only `i/N` is read', () => {
  expect(parseShard('1/1')).toEqual({ index: 1, count: 1 });
  expect(parseShard('3/16')).toEqual({ index: 3, count: 16 });
  for (const text of ['', '1', '0/4', '5/4', '1/0', '-1/4', '1/4/2', ' 1/4', '1.5/4', '01/4', '1/99999999'])
    expect(() => parseShard(text)).toThrow('is not a shard');
});
