import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { testFolder } from './folder';
import type { Stack } from './terraform';

const ROOT = join(__dirname, '../../../..');

/** The stacks of the example fleet as the command writes them; the platform's before those that read from them. */
export function exampleStacks(): Record<string, Stack> {
  const out = testFolder();
  execFileSync(process.execPath, [join(ROOT, 'packages/cli/bin/goldenpath.js'), 'synth', '--out', out], { cwd: ROOT });
  const files = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('cdk.tf.json'));
  const stacks = files.map(
    (file) => [file.split('/').at(-2) ?? '', JSON.parse(readFileSync(join(out, file), 'utf8')) as Stack] as const,
  );
  const rank = (name: string): string => (name.startsWith('platform-') ? `0${name}` : `1${name}`);
  return Object.fromEntries(stacks.sort(([one], [other]) => (rank(one) < rank(other) ? -1 : 1)));
}

/** The AWS account of the example fleet. */
export function accountOf(stacks: Readonly<Record<string, Stack>>): string {
  const found = /"allowed_account_ids":\["(\d{12})"\]/.exec(JSON.stringify(stacks))?.[1];
  if (found === undefined) throw new Error('The example fleet names no account.');
  return found;
}
