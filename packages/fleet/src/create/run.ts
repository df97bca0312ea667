import * as path from 'node:path';
import { asDiskError, lockFolder } from '@goldenpath/output';
import type { FleetContext } from '../context';
import { type GithubRequest, openGithub } from '../github/client';
import { readRecord, recordPath, writeRecord } from './record';
import type { CreatedRepository, CreateOptions, CreateRecord, CreateStepName } from './types';

/** The branch of the pull request, where the default branch refuses the first commit. */
export const CREATE_BRANCH = 'goldenpath/create';

/** One run. Each step adds to the record as soon as it has its effect. */
export interface CreateRun {
  readonly context: FleetContext;
  readonly app: string;
  readonly options: CreateOptions;
  readonly github: GithubRequest;
  readonly repository: CreatedRepository;
  /** Records what a step made. */
  readonly record: (step: CreateStepName, made: Partial<CreateRecord>) => void;
  readonly known: CreateRecord | undefined;
}

/** How long to wait for another run. Git may take two minutes. */
const WAIT_SECONDS = 150;

/**
 * Runs `work` on the record of an earlier run. Runs on the same machine wait for each other: two at a time would record, and undo, what
 * the other one makes.
 *
 * @throws UserError where another run does not end.
 */
export async function withRun<T>(
  context: FleetContext,
  app: string,
  options: CreateOptions,
  repository: CreatedRepository,
  work: (run: CreateRun) => Promise<T>,
): Promise<T> {
  const github = openGithub(context);
  const lock =
    options.dryRun === true ? undefined : await lockIn(path.join(path.dirname(recordPath(context, app)), '.lock'));
  try {
    return await work(openRun(context, app, options, repository, github));
  } finally {
    lock?.release();
  }
}

async function lockIn(folder: string): ReturnType<typeof lockFolder> {
  try {
    return await lockFolder(folder, WAIT_SECONDS);
  } catch (error) {
    throw asDiskError(error, folder, 'Nothing was changed.', '');
  }
}

function openRun(
  context: FleetContext,
  app: string,
  options: CreateOptions,
  repository: CreatedRepository,
  github: GithubRequest,
): CreateRun {
  const file = recordPath(context, app);
  const known = readRecord(file, app);
  let made: CreateRecord = { ...known, version: 1, app, repository };
  return {
    context,
    app,
    options,
    repository,
    known,
    github,
    record(step, more) {
      context.onProgress({ kind: 'create-step', app, step });
      made = { ...made, ...more };
      writeRecord(file, made);
    },
  };
}

/** Returns the default branch of the repository. */
export async function defaultBranch({ github, repository: { owner, repo } }: CreateRun): Promise<string> {
  const { default_branch } = Object(await github('GET /repos/{owner}/{repo}', { owner, repo })) as {
    readonly default_branch?: unknown;
  };
  return typeof default_branch === 'string' && default_branch !== '' ? default_branch : 'main';
}
