import { isLocalPath, shownUrl } from '@goldenpath/git';
import { assertRemoteUrl } from '../../src/remote/remote-url';

test.each([
  'https://github.com/acme/gitops.git',
  'https://acme@dev.azure.com/acme/p/_git/gitops',
  'ssh://git@example.org:2222/x.git',
  'git@github.com:acme/gitops.git',
  '/srv/git ops/x.git',
  './x.git',
  'file:///srv/x.git',
  String.raw`C:\repos\x.git`,
])('%s is an address', (url) => {
  expect(() => assertRemoteUrl(url)).not.toThrow();
});

test.each([
  ['/srv/x.git', true],
  ['./a:b', true],
  ['x.git', true],
  [String.raw`C:\x`, true],
  ['host:x.git', false],
  ['git@host:x.git', false],
  ['file:///x', false],
  ['ext::sh', false],
])('whether %s is a path: %s', (url, isPath) => {
  expect(isLocalPath(url)).toBe(isPath);
});

test.each([
  ['https://joe:pw@host/x', 'https://***@host/x'],
  ['https://token@host/x', 'https://***@host/x'],
  ['ssh://git@host/x', 'ssh://git@host/x'],
  ['ssh://git:pw@host/x', 'ssh://***@host/x'],
  ['/srv/\u001b[31mx', '/srv/x'],
])('%j is shown as %s', (url, shown) => {
  expect(shownUrl(url)).toBe(shown);
});
