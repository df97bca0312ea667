import type { JsonSchema } from '@goldenpath/extension';
import { validatorOf } from '../../src/schema/validator-of';

/** A schema, made anew, whose definition allows one value. */
function schema(value: number): JsonSchema {
  return { definitions: { Value: { const: value } } };
}

const checkOf = (value: number) => validatorOf(schema(value), 'Value');

test('equal schemas have the same check, and others have another', () => {
  expect(checkOf(1)).toBe(checkOf(1));
  expect(checkOf(1)).not.toBe(checkOf(2));
  expect([checkOf(1)(1), checkOf(1)(2), checkOf(2)(2)]).toEqual([true, false, true]);
});

test('checks of schemas that are not used any more are not kept', () => {
  const first = checkOf(1);
  for (let value = 2; value <= 50; value += 1) checkOf(value);
  expect(checkOf(1)).not.toBe(first);
  expect([checkOf(1)(1), checkOf(1)(2)]).toEqual([true, false]);
});
