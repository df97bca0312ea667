import fc from 'fast-check';
import { assertSafePath, UnsafePathError } from '@goldenpath/files';

function isSafe(path: string): boolean {
  try {
    assertSafePath(path);
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(UnsafePathError);
    return false;
  }
}

test.each([
  'a',
  'apps/user-service/deploy/base/deployment.yaml',
  '.github/workflows/delivery.yml',
  'a b/ä',
  'a'.repeat(255),
  'console',
  'com',
  'common/aux-2',
])('%j may be written', (path) => expect(isSafe(path)).toBe(true));

const UNSAFE = [
  [
    '',
    '/',
    '/a',
    'a/',
    'a//b',
    '.',
    '..',
    '../a',
    'a/..',
    'a/./b',
    'a.',
    'a ',
    'a./b',
    'a /b',
    'a\nb',
    'a\n',
    'a:b',
    'a\\b',
    'a*',
    'a?',
  ],
  [
    'con',
    'CON',
    'a/nul',
    'aux.txt',
    'a/com1/b',
    'lpt9.yaml',
    'prn/a',
    'a'.repeat(256),
    'ä'.repeat(128),
    `a/${'b'.repeat(256)}/c`,
  ],
].flat();

test.each(UNSAFE)('%j is refused', (path) => expect(isSafe(path)).toBe(false));

test('a path is checked segment by segment', () => {
  const segment = fc.oneof(
    fc.constantFrom('', '.', '..', 'con', 'nul.a', 'a.', 'a ', '-', '_', 'A.b-c', '.a'),
    fc.string({ maxLength: 3 }),
  );
  fc.assert(
    fc.property(fc.array(segment, { minLength: 1, maxLength: 4 }), (segments) => {
      const whole = segments.join('/');
      const parts = whole.split('/');
      expect(isSafe(whole)).toBe(parts.every((part) => isSafe(part)));
    }),
  );
});
