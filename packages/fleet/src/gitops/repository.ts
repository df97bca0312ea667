import * as path from 'node:path';
import { UserError } from '@goldenpath/errors';
import type { Registry } from '@goldenpath/extension';
import { type AppFacts, type GitopsRepository, gitopsRepository, type PlatformFacts } from '@goldenpath/model';
import { type ChangeOptions, isLocalPath, type RepositoryTarget } from '@goldenpath/git';
import type { FleetContext } from '../context';
import type { RepositoryOptions } from './options';

const SECOND = 1000;

/** The part of a fleet that decides where its manifests are published. */
export interface PublishedFleet {
  readonly platform: PlatformFacts;
  readonly registry: Registry;
}

/**
 * Returns the repository for an application's manifests: from the flags, in which `{app}` is replaced by its name, or from the platform
 * file.
 *
 * @throws UserError when the application should have its own repository but has none.
 */
export function gitopsTarget(
  app: Pick<AppFacts, 'name'>,
  { platform, registry }: PublishedFleet,
  { repo: written, branch }: RepositoryOptions,
  { cwd }: Pick<FleetContext, 'cwd'>,
): RepositoryTarget {
  if (written === '') throw new UserError('`--repo` is empty.', 'Pass a repository, or leave `--repo` out.');
  const said = gitopsRepository(platform, app, registry);
  const repo = written?.replaceAll('{app}', app.name);
  const url = repo === undefined ? said?.url : isLocalPath(repo) ? path.resolve(cwd, repo) : repo;
  if (url !== undefined) return { url, branch: branch ?? said?.branch ?? platform.gitops.branch };
  throw new UserError(
    `No repository is known for the manifests of ${app.name}.`,
    'Check the name: `goldenpath list` shows the fleet. If it is right, pass `--repo`, or set `gitops.layout: central` in the platform file.',
  );
}

/**
 * Returns the central repository: from the flags, or from the platform file.
 *
 * @throws UserError when `--repo` is empty, or is different for each application.
 */
export function centralTarget(
  said: GitopsRepository,
  { repo, branch }: RepositoryOptions,
  { cwd }: Pick<FleetContext, 'cwd'>,
): RepositoryTarget {
  if (repo === '' || repo?.includes('{app}') === true)
    throw new UserError('`--repo` does not name the central repository.', 'Pass its address, or leave `--repo` out.');
  const url = repo === undefined ? said.url : isLocalPath(repo) ? path.resolve(cwd, repo) : repo;
  return { url, branch: branch ?? said.branch };
}

/** Returns the options of the Git client from those of the fleet. */
export function repositoryOptions(
  { env, signal }: Pick<FleetContext, 'env' | 'signal'>,
  { timeout }: RepositoryOptions,
): ChangeOptions {
  return {
    env,
    signal,
    now: () => Date.now(),
    random: () => Math.random(),
    sleep: (milliseconds) => sleep(milliseconds, signal),
    ...(timeout !== undefined && { deadlineMs: timeout * SECOND }),
  };
}

/** Waits, unless the signal is aborted. */
function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    if (signal.aborted) done();
    else signal.addEventListener('abort', done);
  });
}
