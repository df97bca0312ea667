import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Account, AccountUnavailableError, CorruptAccountError } from '@goldenpath/simulator';
import { testFolder } from './support/folder';

function open(file = join(testFolder(), 'account.jsonl')): Account {
  return new Account(file);
}

function put(account: Account, key: string, size = 1): void {
  account.change((transaction) => transaction.put({ type: 'thing', key, values: { size } }));
}

test('a process reads the resources of another process, in any order', () => {
  const one = open();
  const other = open(one.file);
  expect(other.all('thing')).toEqual([]);
  put(one, 'b');
  put(other, 'a');
  expect(one.all('thing').map(({ key }) => key)).toEqual(['a', 'b']);
  other.destroy('thing', 'b');
  expect(one.get('thing', 'b')).toBeUndefined();
  expect(open(one.file).types()).toEqual(['thing']);
});

test('a failed change alters neither memory nor the file', () => {
  const account = open();
  put(account, 'a');
  const before = readFileSync(account.file);
  expect(() =>
    account.change((transaction) => {
      transaction.put({ type: 'thing', key: 'b', values: {} });
      transaction.remove('thing', 'a');
      throw new Error('refused');
    }),
  ).toThrow('refused');
  expect(account.all('thing').map(({ key }) => key)).toEqual(['a']);
  expect(readFileSync(account.file)).toEqual(before);
});

test('values of dynamic type keep the bytes of their type', () => {
  const account = open();
  const values = { any: [new Uint8Array([34, 120, 34]), 'text'] };
  account.change((transaction) => transaction.put({ type: 'thing', key: 'a', values }));
  expect(open(account.file).get('thing', 'a')?.values).toEqual(values);
});

test('only its owner can read the file', () => {
  const account = open();
  put(account, 'a');
  expect(statSync(account.file).mode & 0o777).toBe(0o600);
});

test.each([
  ['cut off in the middle', (file: string) => truncateSync(file, statSync(file).size - 5), 'line 3 is cut off'],
  [
    'of another kind',
    (file: string) => writeFileSync(file, '{"some":"json"}\n'),
    'line 1 is not what a simulator wrote',
  ],
  [
    'with a line changed',
    (file: string) => writeFileSync(file, readFileSync(file, 'utf8').replace('"size":2', '"size":9')),
    'line 3',
  ],
  ['with something appended', (file: string) => appendFileSync(file, 'more\n'), 'line 4 is not what a simulator wrote'],
])('a file %s is reported and not changed', (_what, damage, words) => {
  const account = open();
  put(account, 'a');
  put(account, 'b', 2);
  damage(account.file);
  const damaged = readFileSync(account.file);
  const again = open(account.file);
  for (const attempt of [() => again.all('thing'), () => put(again, 'c')]) {
    expect(attempt).toThrow(CorruptAccountError);
    expect(attempt).toThrow(words);
    expect(attempt).toThrow('Restore it from a copy, or move it away');
  }
  expect(readFileSync(account.file)).toEqual(damaged);
  expect(existsSync(`${account.file}.lock`)).toBe(false);
});

test('a file that vanished under a running simulator is an error, not an empty account', () => {
  const account = open();
  put(account, 'a');
  truncateSync(account.file, 0);
  expect(() => account.all('thing')).toThrow('is gone since it was read');
});

test('a folder in place of the file is an error with a remedy', () => {
  const file = join(testFolder(), 'account');
  mkdirSync(file);
  expect(() => put(open(file), 'a')).toThrow(AccountUnavailableError);
  expect(() => open(file).all('thing')).toThrow(/it is a folder.*choose another place/);
});

test('the lock of a dead process is taken over', () => {
  const account = open();
  writeFileSync(`${account.file}.lock`, String(2 ** 22 + 1));
  put(account, 'a');
  expect(existsSync(`${account.file}.lock`)).toBe(false);
});

test('a file without read permission is a clear error', () => {
  const account = open();
  put(account, 'a');
  chmodSync(account.file, 0);
  const attempt = (): unknown => open(account.file).all('thing');
  // Whoever is root may read everything.
  if (process.getuid?.() === 0) expect(attempt()).toHaveLength(1);
  else expect(attempt).toThrow('permission denied');
});
