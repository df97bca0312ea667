import { lstatSync, readdirSync, readFileSync, type Stats, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemCode } from '@goldenpath/errors';
import { SavedPlanError } from '../errors';
import type { Stack } from '../stacks/stack';
import { aboutPlan, MANIFEST, type Manifest, parseManifest, planFileName, type SavedStack, sha256 } from './manifest';
import { PLAN_KEY, type PlanCipher, planCipher } from './plan-cipher';

/** The plans of a folder. */
export interface SavedPlans {
  readonly folder: string;
  /** By the name of the stack. */
  readonly stacks: ReadonlyMap<string, SavedStack>;
  /**
   * Reads the plan file of a stack, and checks it: another job made it, and it could have been replaced since the folder was read.
   *
   * @throws SavedPlanError where it is not the file that was saved.
   */
  readonly planOf: (entry: SavedStack) => Buffer;
}

/** What the plans of a folder have to match. */
export type Expected = Pick<Manifest, 'target' | 'engine'>;

/** A larger file is not a list of plans. */
const MOST_BYTES = 64 * 1024 ** 2;

/**
 * Reads a folder of saved plans, and checks it: another job made it.
 *
 * @param passphrase - That of the job which encrypted the plans. @default plans that are not encrypted
 * @throws SavedPlanError where it is not complete, was changed, contains other files or links, belongs to another target or engine, or was
 * encrypted with another passphrase or none.
 */
export function readSavedPlans(folder: string, { target, engine }: Expected, passphrase?: string): SavedPlans {
  assertFolder(folder);
  const manifest = readManifest(folder);
  if (manifest.target !== target)
    throw refused(folder, `they were made for ${manifest.target}, and this run is for ${target}`);
  if (manifest.engine !== engine)
    throw refused(folder, `${manifest.engine} made them, and this run uses ${engine}, which cannot apply them`);
  const planned = manifest.stacks.filter(({ status }) => status === 'planned');
  const expected = new Set([MANIFEST, ...planned.map(({ stack }) => planFileName(stack))]);
  const other = readdirSync(folder).find((name) => !expected.has(name));
  if (other !== undefined) throw refused(folder, `\`${other}\` is not listed in ${MANIFEST}`);
  const cipher = cipherOf(folder, manifest, passphrase);
  const planOf = (entry: SavedStack) => decrypted(folder, entry, cipher, aboutPlan(manifest, entry));
  for (const entry of planned) planOf(entry);
  return { folder, stacks: new Map(manifest.stacks.map((entry) => [entry.stack, entry])), planOf };
}

/** With a passphrase, a folder that is not encrypted is refused: it is not from the job that has the passphrase too. */
function cipherOf(folder: string, { salt }: Manifest, passphrase: string | undefined): PlanCipher | undefined {
  if (salt !== undefined && passphrase === undefined)
    throw new SavedPlanError(
      `The plans in ${folder} are encrypted. Nothing was applied.`,
      `Set ${PLAN_KEY} to the passphrase that they were saved with.`,
    );
  if (salt === undefined && passphrase !== undefined)
    throw refused(folder, `${PLAN_KEY} is set, and they are not encrypted`);
  return salt === undefined || passphrase === undefined ? undefined : planCipher(passphrase, salt);
}

function decrypted(folder: string, entry: SavedStack, cipher: PlanCipher | undefined, about: string): Buffer {
  const content = readVerified(folder, entry);
  if (cipher === undefined) return content;
  try {
    return cipher.decrypt(content, about);
  } catch {
    const reason = `\`${planFileName(entry.stack)}\` was encrypted with another passphrase, or the list was changed`;
    throw refused(folder, reason);
  }
}

/**
 * Checks that stacks are still those that were planned.
 *
 * @throws SavedPlanError naming each stack that differs.
 */
export function assertSameStacks({ folder, stacks: saved }: SavedPlans, stacks: readonly Stack[]): void {
  const changed = stacks.filter(({ name, file }) => saved.get(name)?.synthesised !== sha256(readFileSync(file)));
  if (changed.length > 0) throw refused(folder, `${listed(changed.map(({ name }) => name))} changed since then`);
}

/** Copies a plan file, after it was checked once more. */
export function copyVerified({ planOf }: SavedPlans, entry: SavedStack, to: string): void {
  writeFileSync(to, planOf(entry), { flag: 'wx', mode: 0o600 });
}

/** Returns the error of plans that cannot be applied. */
export function refused(folder: string, reason: string): SavedPlanError {
  return new SavedPlanError(
    `The plans in ${folder} cannot be applied: ${reason}. Nothing was applied.`,
    'Plan again with `goldenpath plan --save`, review the new plans, and apply those.',
  );
}

/** Returns names for a sentence. */
export function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

function readVerified(folder: string, { stack, file }: SavedStack): Buffer {
  const name = planFileName(stack);
  const content = readRegular(folder, name);
  if (sha256(content) !== file) throw refused(folder, `\`${name}\` is not the file that was saved`);
  return content;
}

function readManifest(folder: string): Manifest {
  const manifest = parseManifest(readRegular(folder, MANIFEST).toString('utf8'));
  if ('reason' in manifest) throw refused(folder, `${MANIFEST} is not valid: ${manifest.reason}`);
  return manifest;
}

function assertFolder(folder: string): void {
  const status = lstatSync(folder, { throwIfNoEntry: false });
  if (status?.isDirectory() !== true)
    throw new SavedPlanError(
      `${folder} is not a folder.`,
      'Name the folder that `goldenpath plan --save` wrote, not a link to it.',
    );
}

/** Links are refused: the content is in the folder. */
function readRegular(folder: string, name: string): Buffer {
  const file = join(folder, name);
  const status: Stats | undefined = lstatSync(file, { throwIfNoEntry: false });
  if (status === undefined) throw refused(folder, `\`${name}\` is missing`);
  if (!status.isFile()) throw refused(folder, `\`${name}\` is not a regular file`);
  if (name === MANIFEST && status.size > MOST_BYTES) throw refused(folder, `\`${name}\` is too large`);
  try {
    return readFileSync(file);
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    throw refused(folder, `\`${name}\` cannot be read (${code})`);
  }
}
