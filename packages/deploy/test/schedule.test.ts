import fc from 'fast-check';
import type { Ordered } from '@goldenpath/deploy';
import { runScheduled } from '../src/stacks/schedule';

const stack = (name: string, ...dependsOn: string[]): Ordered => ({ name, dependsOn });
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Runs stacks, of which the named ones fail, and records the order. */
async function diaryOf(
  stacks: readonly Ordered[],
  limit: number,
  failing: readonly string[] = [],
  interrupt?: AbortSignal,
) {
  const diary: string[] = [];
  let most = 0;
  let now = 0;
  const results = await runScheduled(stacks, {
    limit,
    ...(interrupt !== undefined && { interrupt }),
    allowsDependents: (good: boolean) => good,
    run: async ({ name }) => {
      most = Math.max(most, (now += 1));
      diary.push(`+${name}`);
      await turn();
      diary.push(`-${name}`);
      now -= 1;
      return !failing.includes(name);
    },
  });
  return { diary, most, results };
}

test('independent stacks run at once, up to the limit', async () => {
  const stacks = ['a', 'b', 'c', 'd'].map((name) => stack(name));
  expect((await diaryOf(stacks, 3)).most).toBe(3);
  expect((await diaryOf(stacks, 1)).diary).toEqual(['+a', '-a', '+b', '-b', '+c', '-c', '+d', '-d']);
});

test('a failure skips direct and indirect dependents, and nothing else', async () => {
  const { results } = await diaryOf([stack('a'), stack('b', 'a'), stack('c', 'b'), stack('d'), stack('e', 'd')], 2, [
    'a',
  ]);
  expect(Object.fromEntries(results)).toEqual({
    a: { kind: 'ran', result: false },
    b: { kind: 'held-back', by: 'a' },
    c: { kind: 'held-back', by: 'a' },
    d: { kind: 'ran', result: true },
    e: { kind: 'ran', result: true },
  });
});

test('an interruption starts nothing more and waits for running stacks', async () => {
  const interrupter = new AbortController();
  const started: string[] = [];
  const results = await runScheduled([stack('a'), stack('b'), stack('c', 'a')], {
    limit: 1,
    interrupt: interrupter.signal,
    allowsDependents: () => true,
    run: async ({ name }) => {
      started.push(name);
      interrupter.abort();
      await turn();
      return name;
    },
  });
  expect(started).toEqual(['a']);
  expect(Object.fromEntries(results)).toEqual({
    a: { kind: 'ran', result: 'a' },
    b: { kind: 'interrupted' },
    c: { kind: 'interrupted' },
  });
});

test('an exception in one stack is thrown once the others have ended', async () => {
  let ended = false;
  const run = runScheduled([stack('a'), stack('b')], {
    limit: 2,
    allowsDependents: () => true,
    run: async ({ name }) => {
      if (name === 'a') throw new Error('a bug');
      await turn();
      ended = true;
    },
  });
  await expect(run).rejects.toThrow('a bug');
  expect(ended).toBe(true);
});

test('in any graph a stack starts only after its dependencies succeeded, and every stack that can run does', async () => {
  const graphs = fc
    .array(fc.tuple(fc.array(fc.nat({ max: 12 }), { maxLength: 3 }), fc.boolean()), { maxLength: 12 })
    .map((nodes) =>
      nodes.map(([below], index) => stack(`s${index}`, ...below.filter((at) => at < index).map((at) => `s${at}`))),
    );
  await fc.assert(
    fc.asyncProperty(
      graphs,
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.nat({ max: 12 })),
      async (stacks, limit, bad) => {
        const failing = bad.map((index) => `s${index}`);
        const { diary, most, results } = await diaryOf(stacks, limit, failing);
        expect(most).toBeLessThanOrEqual(limit);
        const good = new Set<string>();
        for (const { name, dependsOn } of stacks) {
          const may = dependsOn.every((below) => good.has(below));
          expect(results.get(name)?.kind).toBe(may ? 'ran' : 'held-back');
          if (may && !failing.includes(name)) good.add(name);
          for (const below of may ? dependsOn : [])
            expect(diary.indexOf(`-${below}`)).toBeLessThan(diary.indexOf(`+${name}`));
        }
      },
    ),
    { numRuns: 60 },
  );
});
