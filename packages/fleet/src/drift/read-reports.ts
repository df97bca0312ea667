import * as fs from 'node:fs';
import type { StackOutcome } from '@goldenpath/deploy';
import { UsageError } from '../errors';
import { isChange, isProblem } from '../review/given-plans';
import { jsonFilesIn } from '../review/json-files';

/**
 * What became of stacks that were planned, as the files of a folder say: each is what `goldenpath plan --json` printed. In order of
 * file, then as they are there.
 *
 * @throws UsageError where there are none, or where a file is none of those.
 */
export function readReports(folder: string): StackOutcome[] {
  const files = fs.existsSync(folder) && fs.statSync(folder).isDirectory() ? jsonFilesIn(folder) : [];
  if (files.length === 0)
    throw new UsageError(`There is no plan in ${folder}.`, 'Put there what `goldenpath plan --json` prints.');
  return files.flatMap(readReport);
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
    const changes: unknown[] = plan === undefined ? [] : [plan.drift, plan.changes];
    const isPlan = changes.every((list) => Array.isArray(list) && list.every(isChange));
    const isName = typeof name === 'string' && typeof status === 'string';
    return isName && isPlan && Array.isArray(problems) && problems.every(isProblem);
  });
}
