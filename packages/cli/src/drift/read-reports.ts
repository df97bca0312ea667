import * as fs from 'node:fs';
import * as path from 'node:path';
import type { StackOutcome } from '@goldenpath/deploy';
import { UsageError } from '../errors';

/**
 * What became of stacks that were planned, as the files of a folder say: each is what `goldenpath plan --json` printed. In order of
 * file, then as they are there.
 *
 * @throws UsageError where there are none, or where a file is none of those.
 */
export function readReports(folder: string): StackOutcome[] {
  const files = fs.existsSync(folder) && fs.statSync(folder).isDirectory() ? jsonFiles(folder) : [];
  if (files.length === 0)
    throw new UsageError(`There is no plan in ${folder}.`, 'Put there what `goldenpath plan --json` prints.');
  return files.flatMap(readReport);
}

function jsonFiles(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json') && fs.lstatSync(path.join(folder, name)).isFile())
    .sort()
    .map((name) => path.join(folder, name));
}

function readReport(file: string): readonly StackOutcome[] {
  const value = tryParse(fs.readFileSync(file, 'utf8'));
  if (isReport(value)) return value.stacks;
  throw new UsageError(`${file} is no plan.`, 'It has to be what `goldenpath plan --json` prints.');
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isReport(value: unknown): value is { readonly stacks: readonly StackOutcome[] } {
  if (typeof value !== 'object' || value === null || !('stacks' in value) || !Array.isArray(value.stacks)) return false;
  return value.stacks.every((stack: unknown) => {
    if (typeof stack !== 'object' || stack === null) return false;
    const { stack: name, status, problems, plan } = stack as Partial<StackOutcome>;
    const isPlan = plan === undefined || (Array.isArray(plan.drift) && Array.isArray(plan.changes));
    return typeof name === 'string' && typeof status === 'string' && Array.isArray(problems) && isPlan;
  });
}
