import * as fs from 'node:fs';
import * as path from 'node:path';
import { UserError } from '@goldenpath/errors';
import { codeInStack } from '@goldenpath/deploy';
import { openPublication } from '@goldenpath/output';
import type { SnapshotUnit } from './format';

/**
 * Writes the stacks of a snapshot to the folder where `synth` would have written them.
 *
 * @param root - The output folder of CDKTF.
 * @param allowed - Sources of providers that stacks may require besides those of the built-in parts.
 * @throws UserError where a stack could run programs or read files of the machine. Nothing is written then.
 */
export async function restoreStacks(
  units: readonly SnapshotUnit[],
  root: string,
  allowed: readonly string[] | undefined,
): Promise<void> {
  const stacks = units.filter(({ tree }) => tree === 'stacks');
  for (const { files } of stacks) for (const file of files) assertNoCode(file, allowed);
  for (const { files } of stacks) for (const file of files) assertAlone(path.join(root, file.path));
  const publication = await openPublication([{ root, lastFiles: ['manifest.json'] }]);
  try {
    for (const { unit, key, files } of stacks) publication.trees[0]?.stage(unit, key, files);
    publication.commit();
  } finally {
    publication.abort();
  }
}

/** @throws UserError where the folder of a stack has other files that Terraform reads. */
function assertAlone(file: string): void {
  const folder = path.dirname(file);
  const names = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
  const other = names.find((name) => name !== path.basename(file) && /\.(tf|tofu|tfvars)(\.json)?$/.test(name));
  if (other === undefined) return;
  throw new UserError(
    `${path.join(folder, other)} is not from the snapshot, and Terraform would read it.`,
    'Name an empty folder with `--out`, or remove the file.',
  );
}

interface StackFile {
  readonly path: string;
  readonly content: string;
}

function assertNoCode({ path: file, content }: StackFile, allowed: readonly string[] | undefined): void {
  if (file === 'manifest.json') return;
  const found = codeInStack(parsed(file, content), allowed);
  if (found === undefined) return;
  throw new UserError(
    `The stack ${nameOf(file)} of the snapshot cannot be run: ${found}.`,
    'A snapshot only has resources of AWS, GitHub and random, without provisioners and functions that read files. Pass `--allow-provider` for another provider, or run without a snapshot.',
  );
}

function parsed(file: string, content: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(content);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Readonly<Record<string, unknown>>;
  } catch {
    // Reported below, as any other text that is not a stack.
  }
  throw new UserError(`The stack ${nameOf(file)} of the snapshot is not a JSON object.`, 'Make the snapshot again.');
}

function nameOf(file: string): string {
  return path.posix.basename(path.posix.dirname(file));
}
