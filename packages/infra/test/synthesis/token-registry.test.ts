import { DefaultTokenResolver, StringConcat, Token, Tokenization } from 'cdktf';
import { openStack } from '../../src/open-stack';
import { stackRoot } from '../../src/synthesis/root';
import { withOwnTokens } from '../../src/synthesis/token-registry';
import { stackFacts } from '@goldenpath/testing/facts/cloud';

const scope = openStack(stackRoot(), stackFacts('test'));
const resolve = (value: unknown): unknown =>
  Tokenization.resolve(value, { scope, resolver: new DefaultTokenResolver(new StringConcat()), preparing: false });
const makeTokens = () => [Token.asString({ made: 'here' }), Token.asNumber({ made: 'here' })];

test('earlier tokens still resolve, and new ones are forgotten', () => {
  const [text, number] = makeTokens();
  const [ownText, ownNumber] = withOwnTokens(() => {
    const own = makeTokens();
    expect(own.map(resolve)).toEqual([{ made: 'here' }, { made: 'here' }]);
    return own;
  });
  expect([text, number].map(resolve)).toEqual([{ made: 'here' }, { made: 'here' }]);
  expect(() => resolve(ownText)).toThrow('Unrecognized Token Key');
  expect(() => resolve(ownNumber)).toThrow('unknown number Token');
});

test('new tokens are forgotten after an error too', () => {
  let own: unknown;
  const failing = () =>
    withOwnTokens(() => {
      own = Token.asString({ made: 'here' });
      throw new Error('from inside');
    });
  expect(failing).toThrow('from inside');
  expect(() => resolve(own)).toThrow('Unrecognized Token Key');
});
