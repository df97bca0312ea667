import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '@goldenpath/cli';
import { testFolder } from '@goldenpath/testing/folders';
import { contextOf } from '../../context';

test('without a terminal and without --yes nothing is written, and the error names --yes', async () => {
  const folder = testFolder();
  const context = contextOf(folder, false);
  expect(await run(['init'], context)).toBe(1);
  expect(context.printed.join('')).toContain('goldenpath init --yes');
  expect(readdirSync(folder)).toEqual([]);
});

test('it prints the written files, the next steps, and the values that are examples', async () => {
  const context = contextOf(testFolder(), false);
  expect(await run(['init', 'my fleet', '--yes', '--organisation', 'acme', '--domain', 'acme.io'], context)).toBe(0);
  const text = context.printed.join('');
  expect(text).toContain('Created a fleet in my fleet:\n  platform.yaml\n  apps/hello/app.yaml\n');
  expect(text).toContain("  cd 'my fleet'\n");
  expect(text).toContain('npx goldenpath explain hello');
  expect(text).toContain('replace the example values in platform.yaml: account.');
  expect(existsSync(join(context.cwd, 'my fleet/platform.yaml'))).toBe(true);
});

test('its next steps start the branch that the workflows deploy and `review --base main` compares with', async () => {
  const context = contextOf(testFolder(), false);
  expect(await run(['init', '--yes'], context)).toBe(0);
  expect(context.printed.join('')).toContain('  git init --initial-branch main && git add .');
  expect(readFileSync(join(context.cwd, '.github/workflows/deploy.yml'), 'utf8')).toContain('branches: [main]');
});

test('without arguments it prints the help and succeeds', async () => {
  const context = contextOf(testFolder(), false);
  expect(await run([], context)).toBe(0);
  expect(context.printed.join('')).toContain('Usage: goldenpath');
});
