import { formatOf } from '../../../src/commands/review/render';
import { reviewCommand, type ReviewFlags } from '../../../src/commands/review/flags';

/** Returns the flags that a command line parses to. */
function flagsOf(...args: readonly string[]): ReviewFlags {
  const command = reviewCommand().action(() => undefined);
  command.parse(args, { from: 'user' });
  return command.opts<ReviewFlags>();
}

test('stacks that differ are planned in a simulated cloud by default', () => {
  expect(flagsOf()).toMatchObject({ maxPlans: 100 });
  expect(flagsOf().plan).toBeUndefined();
});

test('`--plan` names a folder, and `--no-plan` plans nothing', () => {
  expect(flagsOf('--plan', 'plans').plan).toBe('plans');
  expect(flagsOf('--no-plan').plan).toBe(false);
});

test.each([
  ['a terminal', {}, { columns: 80 }, 'text'],
  ['a pipe', {}, {}, 'md'],
  ['a terminal with `--format md`', { format: 'md' }, { columns: 80 }, 'md'],
  ['a pipe with `--format text`', { format: 'text' }, {}, 'text'],
  ['a terminal with `--json`', { json: true }, { columns: 80 }, 'json'],
  ['a file that ends in .txt', {}, { file: 'review.txt' }, 'text'],
  ['a file without an ending', {}, { file: 'review' }, 'md'],
  ['a file whose ending is not a format, with `--format html`', { format: 'html' }, { file: 'a.page' }, 'html'],
] as const)('%s gets the right format', (_where, flags, to, format) => {
  expect(formatOf(flags, to)).toBe(format);
});
