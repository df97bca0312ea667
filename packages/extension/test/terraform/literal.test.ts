import { DefaultTokenResolver, StringConcat, TerraformStack, Token, Tokenization } from 'cdktf';
import { RootConstruct } from 'constructs';
import fc from 'fast-check';
import { literal } from '@goldenpath/extension/terraform';
import { hostileText } from './hostile-text';

/** What Terraform makes of a template that is text with escapes, or one quoted string. */
function evaluate(template: string): string {
  const quoted = /^\$\{(".*")\}$/s.exec(template)?.[1];
  const text = quoted === undefined ? template : (JSON.parse(quoted) as string);
  return text.replaceAll(/\$\$\{|%%\{/g, (escape) => escape.slice(1));
}

const scope = new TerraformStack(new RootConstruct(), 'test');
const resolver = new DefaultTokenResolver(new StringConcat());

test.each([
  ['plain text', 'plain text'],
  ['100% of $5, {x}', '100% of $5, {x}'],
  ['${a}', '$${a}'],
  ['%{ if }', '%%{ if }'],
  ['$${a}', '$$${a}'],
  ['build 1e5', 'build 1e5'],
  ['-1.5e+298', '${"-1.5\\u0065+298"}'],
  ['${TfToken[TOKEN.1]}', '${"$${\\u0054fToken[TOKEN.1]}"}'],
  ['"#{TfToken[TOKEN.1]}"\b', '${"\\"#{\\u0054fToken[TOKEN.1]}\\"\\u0008"}'],
  ['\r', '\r'],
  ['\r$${a}', '${"\\r$$${a}"}'],
  ['String Map Token Value', '${"String Map Token \\u0056alue"}'],
])('%s is written as %s', (text, written) => {
  expect(literal(text)).toBe(written);
});

test('any text is returned unchanged', () => {
  fc.assert(fc.property(hostileText, (text) => expect(evaluate(literal(text))).toBe(text)));
});

test('text of a spec is never resolved, even if it equals a real token', () => {
  const codes = [Token.asString({ a: 1 }), Token.asList('x')[0] ?? '', `${Token.asNumber('x')}`];
  const exponentWithoutPlus = codes.map((code) => code.replace('e+', 'e'));
  const text = fc
    .array(fc.oneof(hostileText, fc.constantFrom(...codes, ...exponentWithoutPlus)))
    .map((all) => all.join(''));
  fc.assert(
    fc.property(text, (typed) => {
      const written = literal(typed);
      expect(Tokenization.resolve(written, { scope, resolver, preparing: false })).toBe(written);
      expect(Tokenization.isResolvable(written) || Token.isUnresolved(written)).toBe(false);
    }),
  );
});
