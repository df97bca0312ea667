import { settingsIn } from '../../src/remote/settings';

function listed(entries: Readonly<Record<string, string | true>>): string {
  return Object.entries(entries)
    .map(([key, value]) => `${key}${value === true ? '' : `\n${value}`}\0`)
    .join('');
}

test('the environment overrides the configuration, and a role overrides the general identity', () => {
  const config = listed({ 'user.name': 'U', 'user.email': 'u@x', 'author.name': 'A' });
  expect(settingsIn(config, { GIT_COMMITTER_EMAIL: 'c@x' })).toEqual({
    choosesSsh: false,
    signs: false,
    author: 'A <u@x>',
    committer: 'U <c@x>',
  });
});

test('without an identity there is a default one, and no name ends early', () => {
  expect(settingsIn('', {}).author).toBe('goldenpath <goldenpath@localhost>');
  expect(settingsIn('', { GIT_AUTHOR_NAME: 'a<b>\n\0c', GIT_AUTHOR_EMAIL: ' ' }).author).toBe(
    'abc <goldenpath@localhost>',
  );
});

test.each([
  ['true', true],
  ['yes', true],
  ['1', true],
  [true, true],
  ['false', false],
  ['0', false],
] as const)('commit.gpgSign %s', (value, signs) => {
  expect(settingsIn(listed({ 'commit.gpgsign': value, 'core.sshcommand': 'ssh -i x' }), {})).toMatchObject({
    signs,
    choosesSsh: true,
  });
});
