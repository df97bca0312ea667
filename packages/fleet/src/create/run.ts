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

/** Opens a run on the record of an earlier one. */
export function openRun(
  context: FleetContext,
  app: string,
  options: CreateOptions,
  repository: CreatedRepository,
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
    github: openGithub(context),
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
