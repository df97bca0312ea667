import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { completionScript, SHELLS } from '../../../src/commands/completion/scripts';

let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'completion-'));
  // A stand-in for the program: it records its arguments, one per line, and prints the candidates in a file.
  const program = `#!/bin/sh\nprintf '[%s]\\n' "$@" > '${folder}/asked'\ncat '${folder}/offers'\n`;
  fs.writeFileSync(path.join(folder, 'goldenpath'), program, { mode: 0o755 });
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

/** Returns what bash would insert for the last word. */
function inBash(words: readonly string[], offers: string): { replies: string[]; asked: string[] } {
  fs.writeFileSync(path.join(folder, 'offers'), offers);
  fs.writeFileSync(path.join(folder, 'script'), completionScript('bash'));
  const script =
    'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _goldenpath; printf "%s\\n" "${COMPREPLY[@]}"';
  const env = { ...process.env, PATH: `${folder}:${process.env['PATH']}` };
  const arguments_ = ['--norc', '-c', script, 'bash', path.join(folder, 'script'), 'goldenpath', ...words];
  const printed = execFileSync('bash', arguments_, { env, encoding: 'utf8' });
  const asked = fs.readFileSync(path.join(folder, 'asked'), 'utf8');
  return { replies: printed.split('\n').filter((line) => line !== ''), asked: asked.trimEnd().split('\n') };
}

test('bash passes every word, including an empty last one, and reads values without descriptions', () => {
  const { replies, asked } = inBash(['explain', 'a b', ''], 'shop\tThe shop\nstorefront\n');
  expect(replies).toEqual(['shop', 'storefront']);
  expect(asked).toEqual(['[__complete]', '[--]', '[explain]', '[a b]', '[]']);
});

test('of --flag=value bash replaces the value', () => {
  expect(inBash(['synth', '--env', '=', 'p'], 'prod\n').replies).toEqual(['prod']);
  expect(inBash(['synth', '--env=p'], '--env=prod\n').replies).toEqual(['--env=prod']);
});

test('without candidates bash completes file names', () => {
  expect(inBash(['synth', '--out', ''], '').replies).toEqual([]);
});

const installed = SHELLS.filter((shell) =>
  (process.env['PATH'] ?? '').split(':').some((each) => fs.existsSync(path.join(each, shell))),
);

test.each(installed)('%s accepts its script without a syntax error', (shell) => {
  fs.writeFileSync(path.join(folder, 'script'), completionScript(shell));
  expect(execFileSync(shell, ['-n', path.join(folder, 'script')], { encoding: 'utf8' })).toBe('');
});
