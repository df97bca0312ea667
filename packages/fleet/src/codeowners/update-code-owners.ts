import * as path from 'node:path';
import { openClone, pathInClone } from '@goldenpath/git';
import { writeGeneratedFile } from '../generated-file';
import type { FleetContext } from '../context';
import { loadValidFleet } from '../load/load-valid-fleet';
import { codeOwners, type RequiredReviewers, requiredReviewers } from './code-owners';
import { compareCodeOwners, type CodeOwnersStatus } from './compare-code-owners';

export interface CodeOwnersOptions {
  /** Write nothing; only compare. @default false */
  readonly check?: boolean;
  /** The folder of the repository, absolute: without a clone. @default the Git clone that the platform file is in */
  readonly repository?: string;
}

/** The CODEOWNERS file of a fleet's repository, and the reviewers of each deployment. */
export interface CodeOwners {
  readonly file: string;
  readonly content: string;
  /** The previous state of the file. */
  readonly found: CodeOwnersStatus;
  readonly isWritten: boolean;
  readonly environments: readonly RequiredReviewers[];
}

/**
 * Writes `.github/CODEOWNERS` if it is missing or differs.
 *
 * @throws BlockedPathError when `.github` is a link, because the file would be outside of the repository.
 */
export async function updateCodeOwners(
  context: FleetContext,
  { check = false, repository: given }: CodeOwnersOptions = {},
): Promise<CodeOwners> {
  const { source } = context;
  const { facts, loaded } = await loadValidFleet(context);
  const { folder, pathOf } = given === undefined ? await clonePaths(context) : folderPaths(given);
  const paths = { platformFile: pathOf(source.platformFile), appsFolder: pathOf(source.appsFolder) };
  const content = codeOwners(facts, paths, loaded.platform.codeOwners);
  const file = path.join(folder, '.github', 'CODEOWNERS');
  const found = compareCodeOwners(file, content);
  const isWritten = !check && found !== 'fresh';
  if (isWritten) writeGeneratedFile(folder, '.github/CODEOWNERS', content);
  return { file, content, found, isWritten, environments: requiredReviewers(facts, loaded.platform.repositories) };
}

interface RepositoryPaths {
  readonly folder: string;
  readonly pathOf: (file: string) => string;
}

async function clonePaths({ source, env }: FleetContext): Promise<RepositoryPaths> {
  const clone = await openClone(path.dirname(source.platformFile), env, { runsFilters: source.dataOnly !== true });
  return { folder: clone.folder, pathOf: (file) => pathInClone(clone, file) };
}

function folderPaths(folder: string): RepositoryPaths {
  return { folder, pathOf: (file) => path.relative(folder, file).split(path.sep).join('/') };
}
