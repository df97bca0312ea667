import { scramVerifier } from '@goldenpath/database';

test('a verifier equals the one that PostgreSQL computes', () => {
  // The example of RFC 7677, in the form that PostgreSQL stores.
  const salt = Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64');
  expect(scramVerifier('pencil', { salt })).toBe(
    'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
  );
});

test('two verifiers of the same password differ', () => {
  expect(scramVerifier('pencil')).not.toBe(scramVerifier('pencil'));
});

test.each(['', 'pässword', 'two\nlines'])('a password that might not log in is refused: %j', (password) => {
  expect(() => scramVerifier(password)).toThrow(expect.objectContaining({ code: 'password-malformed' }));
});
