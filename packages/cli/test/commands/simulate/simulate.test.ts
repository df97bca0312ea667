import { run } from '@goldenpath/cli';
import { testFolder } from '@goldenpath/testing/folders';
import { contextOf } from '../../context';

test.each([
  ['the help', ['simulate', '--help'], 0],
  ['the error of a run without a command', ['simulate'], 1],
])('%s shows a command that CDKTF accepts in a fleet with several stacks', async (_, args, code) => {
  const context = contextOf(testFolder(), false);
  expect(await run(args, context)).toBe(code);
  expect(context.printed.join('').replaceAll(/\s+/g, ' ')).toContain('npx cdktf diff STACK --skip-provider-lock');
});
