import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '@goldenpath/testing/fleet';

/** What reads a clock, or the time that a processor spent. */
const CLOCK = /performance\.now\(|Date\.now\(|hrtime|cpuUsage\(|secondsOf\(/;
/** An assertion whose value is a duration, by its name or by the clock in it. */
const ASSERTION =
  /expect\((?=[^;]*?(?:performance\.now|Date\.now|hrtime|cpuUsage|[sS]econds|elapsed|duration|slowest|took|milliseconds))[^;]*?\)\s*\.(?:not\.)?to(?:BeLess|BeGreater)Than/;

function assertsTime(text: string): boolean {
  return CLOCK.test(text) && ASSERTION.test(text);
}

function testFiles(): string[] {
  const listed = execFileSync(
    'git',
    ['ls-files', '*.test.ts', '*.slow.ts', 'test/**/*.ts', 'packages/*/test/**/*.ts', 'packages/testing/**/*.ts'],
    {
      cwd: ROOT,
      encoding: 'utf8',
    },
  );
  return [...new Set(listed.split('\n'))].filter((file) => file !== '' && !file.endsWith('wall-time.test.ts'));
}

// A busy machine makes such a test fail. Count steps, calls or bytes, or let the time limit of the test end what hangs.
test('no test asserts how long something takes', () => {
  expect(testFiles().filter((file) => assertsTime(readFileSync(join(ROOT, file), 'utf8')))).toEqual([]);
});

test.each([
  'const start = performance.now();\nexpect(performance.now() - start).toBeLessThan(500);',
  'const seconds = Number(process.hrtime.bigint() - start) / 1e9;\nexpect(seconds).toBeLessThan(30);',
  'const started = Date.now();\nexpect(\n  Date.now() - started,\n).toBeLessThanOrEqual(1);',
  'expect(secondsOf(work)).toBeLessThan(3);',
])('%j is found', (text) => {
  expect(assertsTime(text)).toBe(true);
});

test.each(['const id = Date.now();\nexpect(list.length).toBeLessThan(5);', 'expect(seconds).toBe(3);'])(
  '%j is fine',
  (text) => {
    expect(assertsTime(text)).toBe(false);
  },
);
