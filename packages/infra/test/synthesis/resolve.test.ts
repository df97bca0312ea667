import { DefaultTokenResolver, Fn, StringConcat, Token, Tokenization } from 'cdktf';
import fc from 'fast-check';
import { openStack } from '../../src/open-stack';
import { resolveTokens } from '../../src/synthesis/resolve';
import { stackRoot } from '../../src/synthesis/root';
import { stackFacts } from '@goldenpath/testing/facts/cloud';

const stack = openStack(stackRoot(), stackFacts('test'));

const tokens = fc.constantFrom<unknown>(
  Token.asString('${a.b.c}'),
  Token.asNumber('${a.b.n}'),
  Token.asList('${a.b.list}'),
  Token.asStringMap('${a.b.map}'),
  `before ${Token.asString('${a.b.c}')} after`,
  `port ${Token.asNumber('${a.b.n}')}`,
  Fn.jsonencode({ key: Token.asString('${a.b.c}') }),
  { resolve: () => ({ nested: Token.asString('${a.b.c}') }), creationStack: [], toString: () => 'x' },
  undefined,
);

const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(tokens, fc.string(), fc.integer(), fc.boolean(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string({ unit: 'grapheme-ascii', maxLength: 6 }), tie('value'), {
      maxKeys: 4,
      noNullPrototype: true,
    }),
  ),
}));

test('resolves exactly as CDKTF does', () => {
  const resolver = new DefaultTokenResolver(new StringConcat());
  fc.assert(
    fc.property(value, (unresolved) => {
      const expected: unknown = Tokenization.resolve(unresolved, { scope: stack, resolver, preparing: false });
      expect(resolveTokens(unresolved, stack)).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});
