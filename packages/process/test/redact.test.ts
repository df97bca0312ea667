import { printable, redactor } from '@goldenpath/process';

const redact = redactor({
  GITHUB_TOKEN: 'opaque-value-1',
  GIT_CONFIG_VALUE_0: 'Authorization: Basic am9lOnB3',
  GIT_ASKPASS: '/usr/bin/askpass',
  MY_PASSWORD: 'short',
  HOME: '/home/joe',
});

test.each([
  ["unable to access 'https://joe:pw@host/x.git/'", "unable to access 'https://***@host/x.git/'"],
  ['ssh://git@host/x', 'ssh://git@host/x'],
  ['ssh://git:pw@host/x and https://token@host/x', 'ssh://***@host/x and https://***@host/x'],
  ['said opaque-value-1 back', 'said *** back'],
  ['basic am9lOnB3 here', 'basic *** here'],
  ['> Authorization: Bearer abc.def\nnext', '> Authorization: ***\nnext'],
  ['password=hunter22 host=h', 'password=*** host=h'],
  [`ghp_${'0123456789'.repeat(4)} and glpat-0123456789abcdefghij`, '*** and ***'],
  ['short /usr/bin/askpass /home/joe', 'short /usr/bin/askpass /home/joe'],
  ['git@host:team/repo.git', 'git@host:team/repo.git'],
])('%j is shown as %j', (said, shown) => {
  expect(redact(said)).toBe(shown);
});

test('no text moves the cursor of a terminal', () => {
  expect(printable('a\u001b[31mb\u001b[0m\rc\u0007\u009bd\u202ee\n\tf')).toBe('ab\nc  d e\n f');
});
