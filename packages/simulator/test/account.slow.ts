import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Account } from '@goldenpath/simulator';
import { runChild } from './support/children';
import { testFolder } from './support/folder';

test('concurrent processes lose no change, and cannot take the same name', async () => {
  const file = join(testFolder(), 'account.jsonl');
  const script = (who: number): string => `
    const account = new simulator.Account(${JSON.stringify(file)});
    for (let n = 0; n < 100; n += 1) {
      account.change((t) => t.put({ type: 'thing', key: '${who}-' + n, values: { who: ${who} } }));
      account.change((t) => t.get('claim', String(n)) ?? t.put({ type: 'claim', key: String(n), values: { who: ${who} } }));
      account.all('thing');
    }`;
  const ended = await Promise.all([1, 2, 3, 4].map((who) => runChild(script(who))));
  expect(ended).toEqual(ended.map(() => ({ code: 0, output: '' })));
  const account = new Account(file);
  expect(account.all('thing')).toHaveLength(400);
  expect(account.all('claim')).toHaveLength(100);
  expect(
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.includes('"claim"')),
  ).toHaveLength(100);
}, 60_000);

test('a process that is killed with the lock does not block the others', async () => {
  const file = join(testFolder(), 'account.jsonl');
  const { code } = await runChild(
    `new simulator.Account(${JSON.stringify(file)}).change(() => process.kill(process.pid, 'SIGKILL'));`,
  );
  expect(code).not.toBe(0);
  const account = new Account(file);
  account.change((transaction) => transaction.put({ type: 'thing', key: 'a', values: {} }));
  expect(account.types()).toEqual(['thing']);
}, 30_000);

test('a full disk does not change the account, and is an error with a remedy', async () => {
  const file = join(testFolder(), 'account.jsonl');
  new Account(file).change((transaction) => transaction.put({ type: 'thing', key: 'small', values: {} }));
  const before = readFileSync(file);
  // The system refuses to let a file grow beyond this, as a full disk does.
  const { output } = await runChild(
    `try { new simulator.Account(${JSON.stringify(file)}).change((t) => t.put({ type: 'thing', key: 'large', values: { text: 'x'.repeat(300000) } })); }
     catch (error) { console.log(error.name + ': ' + error.message); }`,
    'ulimit -f 100;',
  );
  expect(output).toContain(`AccountUnavailableError: Could not write the simulated account ${file}`);
  expect(output).toContain('It holds what it held before. Free the disk');
  expect(readFileSync(file)).toEqual(before);
  expect(new Account(file).all('thing')).toHaveLength(1);
}, 30_000);

test('a socket that cannot be opened is a clear error', async () => {
  const folder = testFolder();
  const { output } = await runChild(
    `process.env.TMPDIR = ${JSON.stringify(join(folder, 'none'))};
     simulator.startSimulator({ bindings: [], account: ${JSON.stringify(join(folder, 'a'))}, environment: {} }).catch((error) => console.log(error.name + ': ' + error.message));`,
  );
  expect(output).toContain('SocketError: Could not open a socket for the simulated cloud');
  expect(output).toContain('Let TMPDIR name a folder');
}, 30_000);
