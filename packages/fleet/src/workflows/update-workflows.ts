import * as fs from 'node:fs';
import * as path from 'node:path';
import { openClone } from '@goldenpath/git';
import type { FleetContext } from '../context';
import { compareGeneratedFile, type GeneratedFileStatus, writeGeneratedFile } from '../generated-file';
import { loadValidFleet } from '../load/load-valid-fleet';
import { BRANCH_WORKFLOWS, onDefaultBranch } from './default-branch';
import { deliveryWorkflow } from './delivery-workflow';

export interface WorkflowsOptions {
  /** Write nothing; only compare. @default false */
  readonly check?: boolean;
}

/** A generated workflow, and what was at its path. */
export interface GeneratedWorkflow {
  readonly file: string;
  readonly content: string;
  /** The previous state of the file. */
  readonly found: GeneratedFileStatus;
  readonly isWritten: boolean;
}

/**
 * Writes the workflows that follow from the platform file into the repository of the fleet, where they are missing or differ. Other workflows
 * that start with the default branch get its name.
 *
 * @throws UserError when the registry is not an ECR registry, or when a file at the path was written by hand.
 * @throws BlockedPathError when a folder of the path is a link, because the file would be outside of the repository.
 */
export async function updateWorkflows(
  context: FleetContext,
  { check = false }: WorkflowsOptions = {},
): Promise<readonly GeneratedWorkflow[]> {
  const { source } = context;
  const { loaded } = await loadValidFleet(context);
  const { folder } = await openClone(path.dirname(source.platformFile), context.env, {
    runsFilters: source.dataOnly !== true,
  });
  const generated = [deliveryWorkflow(loaded.platform)].map(({ path: relative, text }) => {
    const file = path.join(folder, ...relative.split('/'));
    const found = compareGeneratedFile(file, text, {
      command: 'goldenpath workflows',
      remedy: 'Move it away first, or name another path in `delivery.workflow`.',
    });
    const isWritten = !check && found !== 'fresh';
    if (isWritten) writeGeneratedFile(folder, relative, text);
    return { file, content: text, found, isWritten };
  });
  return [...generated, ...updateBranches(folder, loaded.platform.repositories.defaultBranch, check)];
}

/** Returns the workflows that named another branch. Only that name changes in them, because people edit them. */
function updateBranches(folder: string, branch: string, check: boolean): GeneratedWorkflow[] {
  return BRANCH_WORKFLOWS.flatMap((name) => {
    const relative = `.github/workflows/${name}`;
    const file = path.join(folder, ...relative.split('/'));
    if (fs.lstatSync(file, { throwIfNoEntry: false })?.isFile() !== true) return [];
    const text = fs.readFileSync(file, 'utf8');
    const content = onDefaultBranch(text, branch);
    if (content === text) return [];
    if (!check) writeGeneratedFile(folder, relative, content);
    return [{ file, content, found: 'differs', isWritten: !check }];
  });
}
