import * as fs from 'node:fs';
import { UserError } from '@goldenpath/errors';
import { parseRunReport, type StackOutcome } from '@goldenpath/deploy';
import { jsonFilesIn } from '../review/json-files';

/**
 * Reads the run reports in a folder, each the output of `goldenpath plan --json`. The outcomes are in order of file.
 *
 * @throws UserError when there is none, or a file is not a run report.
 */
export function readReports(folder: string): StackOutcome[] {
  const files = fs.existsSync(folder) && fs.statSync(folder).isDirectory() ? jsonFilesIn(folder) : [];
  if (files.length === 0)
    throw new UserError(`There is no plan in ${folder}.`, 'Save the output of `goldenpath plan --json` there.');
  return files.flatMap(readReport);
}

function readReport(file: string): readonly StackOutcome[] {
  const report = parseRunReport(fs.readFileSync(file, 'utf8'));
  if (report !== undefined) return report.stacks;
  throw new UserError(`${file} is not a run report.`, 'It must be the output of `goldenpath plan --json`.');
}
