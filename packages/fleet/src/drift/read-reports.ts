import * as fs from 'node:fs';
import { UserError } from '@goldenpath/errors';
import { parseRunReport, type StackOutcome } from '@goldenpath/deploy';
import { jsonFilesIn } from '../review/json-files';

/**
 * What became of stacks that were planned, as the files of a folder say: each is what `goldenpath plan --json` printed. In order of
 * file, then as they are there.
 *
 * @throws UserError where there are none, or where a file is none of those.
 */
export function readReports(folder: string): StackOutcome[] {
  const files = fs.existsSync(folder) && fs.statSync(folder).isDirectory() ? jsonFilesIn(folder) : [];
  if (files.length === 0)
    throw new UserError(`There is no plan in ${folder}.`, 'Put there what `goldenpath plan --json` prints.');
  return files.flatMap(readReport);
}

function readReport(file: string): readonly StackOutcome[] {
  const report = parseRunReport(fs.readFileSync(file, 'utf8'));
  if (report !== undefined) return report.stacks;
  throw new UserError(`${file} is no plan.`, 'It has to be what `goldenpath plan --json` prints.');
}
