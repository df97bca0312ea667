import * as fc from 'fast-check';
import { type AffectedStack, type Matrix, matrixOf, MOST_SHARDS, NO_ENVIRONMENT } from '@goldenpath/fleet';

const ENVIRONMENTS = ['dev', 'staging', 'prod'];

function stack(name: string, environment: string | null, wave = 1): AffectedStack {
  return { stack: name, app: null, environment, change: 'changed', wave };
}

const STACKS = fc.uniqueArray(fc.stringMatching(/^app-[a-z]{3,8}$/), { maxLength: 300 }).chain((names) =>
  fc.tuple(
    ...names.map((name) =>
      fc.record({
        stack: fc.constant(name),
        app: fc.constant(null),
        environment: fc.constantFrom(null, ...ENVIRONMENTS),
        change: fc.constant('changed' as const),
        wave: fc.integer({ min: 1, max: 3 }),
      }),
    ),
  ),
);

const namesIn = ({ include }: Matrix) => include.flatMap(({ stacks }) => stacks.split(' '));

test.each([false, true])(
  'every stack is in exactly one shard, with at most the given number of shards (in any order: %s)',
  (anyOrder) => {
    fc.assert(
      fc.property(STACKS, fc.integer({ min: 1, max: MOST_SHARDS }), (stacks, shards) => {
        const matrix = matrixOf(stacks, ENVIRONMENTS, { shards, anyOrder });
        expect(namesIn(matrix).sort()).toEqual(stacks.map((each) => each.stack).sort());
        expect(matrix.include.length).toBeLessThanOrEqual(shards);
        expect(matrix.include.map(({ shard }) => shard)).toEqual(matrix.include.map((_, index) => index + 1));
        expect(matrix.include.map(({ count }) => count)).toEqual(
          matrix.include.map(({ stacks: list }) => list.split(' ').length),
        );
      }),
    );
  },
);

test('in any order, a shard has stacks of one account', () => {
  const of = (name: string, environment: string, account: string, region = 'eu-west-2') => ({
    ...stack(name, environment),
    account,
    region,
  });
  const stacks = [
    of('app-a-dev', 'dev', '222222222222'),
    of('app-a-prod', 'prod', '333333333333', 'eu-central-1'),
    of('app-b-dev', 'dev', '222222222222'),
    of('app-c-dev', 'staging', '222222222222', 'eu-west-1'),
  ];
  expect(matrixOf(stacks.slice(0, 3), ENVIRONMENTS, { anyOrder: true }).include).toEqual([
    { shard: 1, account: '222222222222', region: 'eu-west-2', stacks: 'app-a-dev app-b-dev', count: 2 },
    { shard: 2, account: '333333333333', region: 'eu-central-1', stacks: 'app-a-prod', count: 1 },
  ]);
  // Regions of an account share a shard, which then names none.
  expect(matrixOf(stacks, ENVIRONMENTS, { anyOrder: true }).include[0]).toEqual({
    shard: 1,
    account: '222222222222',
    stacks: 'app-a-dev app-b-dev app-c-dev',
    count: 3,
  });
  expect(() => matrixOf(stacks, ENVIRONMENTS, { anyOrder: true, shards: 1 })).toThrow(
    'The stacks are in 2 AWS accounts, and a job has stacks of one account.',
  );
});

test('a shard has one environment and one wave, in the order of deployment', () => {
  fc.assert(
    fc.property(STACKS, (stacks) => {
      const { include } = matrixOf(stacks, ENVIRONMENTS);
      const placed = new Map(stacks.map((each) => [each.stack, each]));
      for (const { stacks: list, environment, wave } of include)
        for (const name of list.split(' ')) {
          expect(placed.get(name)?.environment ?? NO_ENVIRONMENT).toBe(environment);
          expect(placed.get(name)?.wave).toBe(wave);
        }
      const places = include.map(
        ({ environment = '', wave = 0 }) => [NO_ENVIRONMENT, ...ENVIRONMENTS].indexOf(environment) * 10 + wave,
      );
      expect(places).toEqual([...places].sort((a, b) => a - b));
    }),
  );
});

test('with few jobs allowed, waves share a job, and then environments do', () => {
  const stacks = ENVIRONMENTS.flatMap((environment) => [
    stack(`platform-${environment}`, environment),
    stack(`app-a-${environment}`, environment, 2),
  ]);
  const shown = (shards: number) =>
    matrixOf(stacks, ENVIRONMENTS, { shards }).include.map(({ environment, wave, stacks: list }) => [
      environment,
      wave,
      list,
    ]);
  expect(shown(6)).toHaveLength(6);
  const whole = ENVIRONMENTS.map((environment) => [environment, 1, `platform-${environment} app-a-${environment}`]);
  expect(shown(5)).toEqual(whole);
  expect(shown(3)).toEqual(whole);
  expect(shown(2)).toEqual([whole[0], [undefined, undefined, `${whole[1]?.[2]} ${whole[2]?.[2]}`]]);
  expect(shown(1)).toEqual([[undefined, undefined, stacks.map(({ stack: name }) => name).join(' ')]]);
});

test('the same stacks give the same matrix', () => {
  fc.assert(
    fc.property(STACKS, (stacks) => {
      expect(JSON.stringify(matrixOf(stacks, ENVIRONMENTS))).toBe(JSON.stringify(matrixOf(stacks, ENVIRONMENTS)));
    }),
  );
});

test('few stacks share a job, and many are spread over the maximum number of jobs', () => {
  const many = Array.from({ length: 5000 }, (_, index) => stack(`app-${index}`, 'dev'));
  expect(matrixOf(many.slice(0, 20), ENVIRONMENTS).include).toHaveLength(1);
  expect(matrixOf(many.slice(0, 21), ENVIRONMENTS).include.map(({ count }) => count)).toEqual([10, 11]);
  expect(matrixOf(many, ENVIRONMENTS).include).toHaveLength(250);
  const shards = matrixOf(many, ENVIRONMENTS, { shards: 60 }).include.map(({ count }) => count);
  expect(shards.length).toBeLessThanOrEqual(60);
  expect(Math.max(...shards) - Math.min(...shards)).toBeLessThanOrEqual(1);
});

test('nothing affected is an empty matrix', () => {
  expect(matrixOf([], ENVIRONMENTS)).toEqual({ include: [] });
  expect(matrixOf([], ENVIRONMENTS, { anyOrder: true })).toEqual({ include: [] });
});

test('stacks without an environment have a name that no environment can have', () => {
  expect(matrixOf([stack('app-shop', null)], ENVIRONMENTS).include).toEqual([
    { shard: 1, environment: 'organisation-wide', wave: 1, stacks: 'app-shop', count: 1 },
  ]);
  expect(NO_ENVIRONMENT.length).toBeGreaterThan(12);
});

test.each(['$(id)', 'a b', 'a;b', '${{ secrets.X }}', 'a\nb', '-x', '', "a'b"])('%j is not a valid name', (name) => {
  expect(() => matrixOf([stack(name, null)], ENVIRONMENTS)).toThrow('is not a valid name');
  expect(() => matrixOf([stack('app-a', name)], [name])).toThrow('is not a valid name');
});

test('a matrix that is too large for GitHub or a process is refused with a remedy', () => {
  const long = (count: number) =>
    Array.from({ length: count }, (_, index) => stack(`app-${'a'.repeat(50)}-${index}`, 'dev'));
  expect(() => matrixOf(long(3000), ENVIRONMENTS, { shards: 1 })).toThrow('does not fit into one job');
  expect(() => matrixOf(long(10_000), ENVIRONMENTS)).toThrow('larger than GitHub accepts');
});
