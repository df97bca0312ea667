import { reviewCommand, type ReviewFlags } from '../../../src/commands/review/flags';

/** The flags that a command line gives. */
function flagsOf(...args: readonly string[]): ReviewFlags {
  const command = reviewCommand().action(() => undefined);
  command.parse(args, { from: 'user' });
  return command.opts<ReviewFlags>();
}

test('stacks that differ are planned in a simulated cloud unless a flag says otherwise', () => {
  expect(flagsOf()).toMatchObject({ maxPlans: 100 });
  expect(flagsOf().plan).toBeUndefined();
});

test('`--plan` names a folder, and `--no-plan` plans nothing', () => {
  expect(flagsOf('--plan', 'plans').plan).toBe('plans');
  expect(flagsOf('--no-plan').plan).toBe(false);
});
