import { Token } from 'cdktf';
import { withoutStackTraces } from '../../src/synthesis/stack-traces';

/** How long the stack trace is that a token takes when it is made. */
function tracedFrames(): number {
  return Token.asAny('${a.b.c}').creationStack.length;
}

test('tokens record no stack trace inside, and record one again afterwards', () => {
  expect(withoutStackTraces(tracedFrames)).toBe(0);
  expect(tracedFrames()).toBeGreaterThan(0);
});

test('tokens record stack traces again after an error', () => {
  const failing = () =>
    withoutStackTraces(() => {
      throw new Error('from inside');
    });
  expect(failing).toThrow('from inside');
  expect(tracedFrames()).toBeGreaterThan(0);
});
