import { UserError } from '@goldenpath/errors';
import { type Clone, leftOutPaths } from '@goldenpath/git';
import type { FleetSource } from '@goldenpath/spec';
import { currentPaths } from './fleet-paths';

/**
 * Checks that the working tree has all files of the fleet. Files that a sparse checkout leaves out would be shown as removed.
 *
 * @throws UserError when a sparse checkout leaves some of them out.
 */
export async function assertWholeWorkingTree(repository: Clone, source: FleetSource): Promise<void> {
  const { platformFile, appsFolder } = currentPaths(repository, source);
  const leftOut = await leftOutPaths(repository, appsFolder === '' ? [] : [platformFile, appsFolder]);
  const [first] = leftOut;
  if (first === undefined) return;
  const count = leftOut.length === 1 ? '1 file of the fleet is' : `${leftOut.length} files of the fleet are`;
  throw new UserError(
    `The working tree is a sparse checkout: ${count} not in it, such as ${JSON.stringify(first)}. A comparison would show them as removed.`,
    'Run `git sparse-checkout disable`, or compare commits: commit the change and pass `--head HEAD`.',
  );
}
