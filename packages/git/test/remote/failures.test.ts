import { failureOf } from '../../src/remote/failures';

function failure(stderr: string, stdout = '') {
  return failureOf({ end: 128, stdout: Buffer.from(stdout), stderr }, 'THERE', (text) => text);
}

const PUSHED = `!\t${'a'.repeat(40)}:refs/heads/main\t`;

test.each([
  ["fatal: unable to access 'https://h/': Could not resolve host: h", 'unreachable', 'network'],
  ["fatal: unable to access 'https://h/': The requested URL returned error: 503", 'unreachable', 'network'],
  ['fatal: the remote end hung up unexpectedly', 'unreachable', 'network'],
  ['remote: Repository not found.\nfatal: repository https://h/x/ not found', 'not-found', undefined],
  ["fatal: Authentication failed for 'https://h/x/'", 'denied', undefined],
  ["fatal: could not read Username for 'https://h': terminal prompts disabled", 'denied', undefined],
  ['Host key verification failed.\nfatal: Could not read from remote repository.', 'denied', undefined],
  ["fatal: detected dubious ownership in repository at '/x'", 'untrusted-folder', undefined],
  ['fatal: write error: No space left on device', 'full', undefined],
  ['error: an unknown message', 'failed', undefined],
] as const)('%s', (stderr, reason, retry) => {
  expect(failure(stderr)).toMatchObject({ reason, retry });
});

test.each([
  ['[rejected] (fetch first)', 'moved'],
  ['[rejected] (non-fast-forward)', 'moved'],
  ['[remote rejected] (failed to update ref)', 'moved'],
  ["[remote rejected] (cannot lock ref 'refs/heads/main': is at x but expected y)", 'moved'],
  ['[remote rejected] (pre-receive hook declined)', undefined],
  ['[remote rejected] (unpacker error)', undefined],
  ['[remote rejected] (shallow update not allowed)', undefined],
] as const)('a push that is told %s', (status, retry) => {
  expect(failure('', `To THERE\n${PUSHED}${status}\nDone\n`).retry).toBe(retry);
});

test('quoted server messages are short and contain no progress lines', () => {
  const lines = Array.from({ length: 50 }, (_, index) => `remote: reason ${index} ${'x'.repeat(500)}`).join('\n');
  const stderr = `Enumerating objects: 5, done.\rWriting objects: 100% (3/3)\n${lines}\nerror: failed to push some refs to 'x'`;
  const { message } = failure(stderr, `${PUSHED}[remote rejected] (pre-receive hook declined)`);
  expect(message).toContain('It says: reason 0 xxx');
  expect(message).not.toMatch(/objects|failed to push|reason 12/);
  expect(message.length).toBeLessThan(5000);
});
