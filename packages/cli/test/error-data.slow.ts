import { testFolder } from '@goldenpath/testing/folders';
import { spawnSync, type StdioOptions } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

const GOLDENPATH = path.join(__dirname, '../bin/goldenpath.js');

const FLEET = {
  'platform.yaml': 'nonsense: 1\nother: 2\n',
};

function goldenpath(files: Readonly<Record<string, string>>, args: readonly string[], stdio: StdioOptions = 'pipe') {
  const cwd = testFolder(files);
  return spawnSync(process.execPath, [GOLDENPATH, ...args], { cwd, encoding: 'utf8', stdio });
}

test('specs with mistakes are data on stdout; stderr has their number and the first in one line', () => {
  for (const args of [['affected'], ['validate'], ['list'], ['rds', 'status', '--env', 'dev']]) {
    const { stdout, stderr, status } = goldenpath(FLEET, [...args, '--json']);
    expect(status).toBe(1);
    const { diagnostics } = JSON.parse(stdout) as { readonly diagnostics: readonly unknown[] };
    expect(stderr).toMatch(/^error: \d+ mistakes\. The first: [^\n]+\n$/);
    expect(stderr).toContain(`${diagnostics.length} mistakes`);
  }
});

test('any other error is data on stdout, and one line on stderr with its remedy', () => {
  const { stdout, stderr, status } = goldenpath({}, ['init', '--json']);
  expect(status).toBe(1);
  const { error, remedy } = JSON.parse(stdout) as { readonly error: string; readonly remedy: string };
  expect(stderr).toBe(`error: ${error} ${remedy}\n`);
});

test('where stdout and stderr are the same file, the line is left out', () => {
  const file = path.join(testFolder(), 'output');
  const descriptor = openSync(file, 'w');
  const { status } = goldenpath(FLEET, ['affected', '--json'], ['ignore', descriptor, descriptor]);
  closeSync(descriptor);
  expect(status).toBe(1);
  expect(Object.keys(JSON.parse(readFileSync(file, 'utf8')) as object)).toEqual(['valid', 'diagnostics']);
});

test('the --json of a program after `--` is not one of goldenpath', () => {
  const { stdout, stderr, status } = goldenpath(FLEET, ['simulate', '--', 'other', '--json']);
  expect([stdout, status]).toEqual(['', 1]);
  expect(stderr).toMatch(/ mistakes\.\n$/);
});

test('a mistake in the command line is data too', () => {
  for (const [args, error] of [
    [['validate', '--nope'], "unknown option '--nope'"],
    [['explain'], "missing required argument 'app'"],
    [['snapshot'], "required option '--out <file>' not specified"],
  ] as const) {
    const { stdout, stderr, status } = goldenpath({}, [...args, '--json']);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toEqual({ error });
    expect(stderr).toBe(`error: ${error}\n`);
  }
});

test('output to a full disk is one error', () => {
  const descriptor = openSync('/dev/full', 'w');
  const { status, stderr } = goldenpath({}, ['--help'], ['ignore', descriptor, 'pipe']);
  closeSync(descriptor);
  expect(status).toBe(1);
  expect(stderr).toMatch(/^error: The output cannot be written: ENOSPC[^\n]+\n$/);
});

test('a current folder that is gone is one error', () => {
  const script = `d=$(mktemp -d) && cd "$d" && rmdir "$d" && exec '${process.execPath}' '${GOLDENPATH}' validate`;
  const { status, stderr } = spawnSync('sh', ['-c', script], { encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stderr).toMatch(/^error: The current folder no longer exists[^\n]+\n$/);
});
