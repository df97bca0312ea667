import { assertDigest, assertLegalTag, commitOf, isImmutable, isLegalTag } from '../../src/release/tags';
import { overlay } from './support/overlays';

test.each([
  ['prod', 'prod-1a2b3c4', true],
  ['prod', 'latest', false],
  ['prod', 'staging-1a2b3c4', false],
  ['prod', 'prod-1A2B3C4', false],
  ['prod', 'prod-1a2b3c', false],
  ['prod', 'prod-1a2b3c45', false],
  ['prod', 'prod-0000000', false],
  ['prod', 'prod-1a2b3c4\n', false],
  ['prod', ' prod-1a2b3c4', false],
  ['prod', '', false],
  ['prod', 'v1.2.3', false],
  ['dev', 'latest', true],
  ['dev', 'dev-1a2b3c4', true],
  ['dev', 'main', false],
  ['dev', 'dev-0000000', false],
])('%s and the tag %j', (environment, tag, isLegal) => {
  expect(isLegalTag(overlay(environment), tag)).toBe(isLegal);
  if (isLegal) assertLegalTag(overlay(environment), tag);
  else
    expect(() => assertLegalTag(overlay(environment), tag)).toThrow(expect.objectContaining({ reason: 'illegal-tag' }));
});

test('an environment whose name is a prefix of another is not confused with it', () => {
  expect(commitOf('prod', 'prod-eu-1a2b3c4')).toBeUndefined();
  expect(commitOf('prod-eu', 'prod-eu-1a2b3c4')).toBe('1a2b3c4');
});

test('a tag with a commit is immutable', () => {
  expect(isImmutable(overlay('dev'), 'latest')).toBe(false);
  expect(isImmutable(overlay('dev'), 'dev-1a2b3c4')).toBe(true);
});

test.each([
  ['prod', 'staging-1a2b3c4', 'Did you mean prod-1a2b3c4?'],
  ['prod', '1A2B3C4D5E6F', 'Did you mean prod-1a2b3c4?'],
  ['prod', 'prod-0000000', 'is the placeholder before the first release'],
  ['prod', 'latest', 'Use prod-{7 characters of the commit}, such as prod-1a2b3c4.'],
  ['dev', 'main', 'or latest'],
  ['prod', 'x\u001b[31m\ny', '"x y"'],
])('%s refuses the tag %j with a suggestion', (environment, tag, said) => {
  expect(() => assertLegalTag(overlay(environment), tag)).toThrow(said);
});

test('a digest is sha256 and 64 digits', () => {
  assertDigest(`sha256:${'a'.repeat(64)}`);
  for (const wrong of [
    '',
    'sha256:abc',
    `sha256:${'A'.repeat(64)}`,
    `sha256:${'a'.repeat(64)}\n`,
    `md5:${'a'.repeat(64)}`,
  ]) {
    expect(() => assertDigest(wrong)).toThrow(expect.objectContaining({ reason: 'illegal-digest' }));
  }
});
