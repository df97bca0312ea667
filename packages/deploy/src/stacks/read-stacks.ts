import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join, normalize, resolve } from 'node:path';
import { StackTreeError } from '../errors';
import { isMap, tryParseJson } from '../json';
import type { Stack } from './stack';

const REMEDY = 'Run `goldenpath synth` (or `cdktf synth`) again, then this.';

/**
 * Reads the stacks of a CDKTF output folder, in order of their names.
 *
 * Dependencies on stacks outside the folder are ignored: those stacks were left out on purpose.
 *
 * @param root - The folder with `manifest.json`, usually `cdktf.out`.
 * @throws StackTreeError when the folder is not the complete output of one run.
 */
export function readStacks(root: string): Stack[] {
  assertNotBeingWritten(root);
  const listed = Object.entries(stacksIn(root)).map(([name, entry]) => stackOf(root, name, entry));
  const names = new Set(listed.map(({ name }) => name));
  return listed
    .map((stack) => ({ ...stack, dependsOn: stack.dependsOn.filter((name) => names.has(name)) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Refuses an incomplete tree. A tree that goldenpath wrote records whether it is complete; a tree of CDKTF has no record. */
function assertNotBeingWritten(root: string): void {
  const file = join(root, '.goldenpath', 'tree.json');
  if (!existsSync(file)) return;
  if (readMap(file)['status'] !== 'complete')
    throw new StackTreeError(`The run that wrote to ${root} was interrupted or is still running.`, REMEDY);
}

function stacksIn(root: string): Readonly<Record<string, unknown>> {
  const file = join(root, 'manifest.json');
  if (!existsSync(file)) throw new StackTreeError(`${root} contains no list of stacks (manifest.json).`, REMEDY);
  const stacks = readMap(file)['stacks'];
  if (!isMap(stacks)) throw new StackTreeError(`${file} is not a list of stacks.`, REMEDY);
  return stacks;
}

function stackOf(root: string, name: string, entry: unknown): Stack {
  const { workingDirectory, synthesizedStackPath, dependencies = [] } = isMap(entry) ? entry : {};
  const folder = pathBelow(root, workingDirectory);
  const file = pathBelow(root, synthesizedStackPath);
  if (folder === undefined || file === undefined || !Array.isArray(dependencies))
    throw new StackTreeError(`The list of stacks in ${root} has no path for ${name}.`, REMEDY);
  if (!existsSync(file)) throw new StackTreeError(`${file} is missing.`, REMEDY);
  return { name, folder, file, dependsOn: dependencies.map(String).sort() };
}

function pathBelow(root: string, path: unknown): string | undefined {
  if (typeof path !== 'string' || isAbsolute(path) || normalize(path).startsWith('..')) return undefined;
  return resolve(root, path);
}

/** Any other content was not written by a complete run. */
function readMap(file: string): Readonly<Record<string, unknown>> {
  const value = tryParseJson(readFileSync(file, 'utf8'));
  return isMap(value) ? value : {};
}
