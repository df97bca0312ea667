import { UserError } from '@goldenpath/errors';
import { ownRepository } from '@goldenpath/model';
import type { FleetContext } from '../context';
import { GithubError } from '../github/client';
import { pullRequestsFrom } from '../github/pull-requests';
import { repositoryOptions } from '../gitops/repository';
import { loadValidFleet } from '../load/load-valid-fleet';
import { openBackstage } from './backstage';
import { CREATE_BRANCH, type CreateRun, defaultBranch, withRun } from './run';
import { revertFirstCommit } from './first-commit';
import { readRecord, recordPath, removeRecord } from './record';
import type { Created, CreatedRepository, CreateOptions, CreateStep } from './types';

/**
 * Removes what `create` made, the last step first. The repository itself belongs to its stack, and the catalog of the fleet follows the
 * specs: both stay.
 *
 * @throws UserError where a step cannot be undone. The record then still has it.
 */
export async function undo(context: FleetContext, app: string, options: CreateOptions): Promise<Created> {
  const record = recordPath(context, app);
  return withRun(context, app, options, await repositoryOf(context, app), async (run) => {
    const steps = [await unregister(run), ...(await takeBack(run))];
    if (options.dryRun !== true) removeRecord(record);
    return { app, steps, record };
  });
}

/** From the record: the application may have left the fleet. */
async function repositoryOf(context: FleetContext, app: string): Promise<CreatedRepository> {
  const isName = /^[a-z0-9-]{1,63}$/.test(app);
  const known = isName ? readRecord(recordPath(context, app), app) : undefined;
  if (known !== undefined) return known.repository;
  const { facts, registry } = await loadValidFleet(context, [app]);
  const found = facts.apps.find(({ name }) => name === app);
  const own = found && ownRepository(found, registry);
  if (own === undefined)
    throw new UserError(`${app} has no repository.`, 'Name another application; `goldenpath list` shows them.');
  return { owner: own.organisation, repo: own.name, url: own.url };
}

async function unregister(run: CreateRun): Promise<CreateStep> {
  const { known, options, context, repository } = run;
  const step = 'backstage' as const;
  const address = known?.backstage?.url ?? options.backstage ?? context.env['BACKSTAGE_URL'] ?? '';
  if (address === '') return { step, outcome: 'skipped', detail: 'nothing was registered' };
  const backstage = openBackstage(address, context);
  const prefix = `${repository.url.replace(/\.git$/, '')}/blob/`;
  const target = known?.backstage?.target ?? `${prefix}${await defaultBranch(run)}/catalog-info.yaml`;
  const id = known?.backstage?.id ?? (await backstage.find(target));
  if (id === undefined) return { step, outcome: 'skipped', detail: 'nothing is registered' };
  if (options.dryRun === true) return { step, outcome: 'planned', detail: `remove ${target}` };
  await backstage.remove(id);
  context.onProgress({ kind: 'create-step', app: run.app, step: 'undo-backstage' });
  return { step, outcome: 'undone', detail: `removed ${target}` };
}

/** Closes the pull request, and takes the first commit back. */
async function takeBack(run: CreateRun): Promise<CreateStep[]> {
  const { options, context, repository, app } = run;
  const dryRun = options.dryRun === true;
  const branch = run.known?.commit?.branch ?? (await defaultBranch(run));
  const closed = await closePullRequests(run, dryRun);
  context.onProgress({ kind: 'create-step', app, step: 'undo-pull-request' });
  const settings = { ...repositoryOptions(context, options), dryRun };
  const reverted = await revertFirstCommit({ url: repository.url, branch }, app, settings);
  context.onProgress({ kind: 'create-step', app, step: 'undo-commit' });
  const step = 'commit' as const;
  const steps = closed.map((detail): CreateStep => ({ step, outcome: dryRun ? 'planned' : 'undone', detail }));
  if (reverted)
    steps.push({ step, outcome: dryRun ? 'planned' : 'undone', detail: `take the first commit back on ${branch}` });
  return steps.length > 0 ? steps : [{ step, outcome: 'skipped', detail: `${branch} has no first commit` }];
}

async function closePullRequests({ github, repository }: CreateRun, dryRun: boolean): Promise<string[]> {
  const { owner, repo } = repository;
  const pulls = await pullRequestsFrom(github, repository, CREATE_BRANCH);
  const open = pulls.filter(({ state }) => state === 'open');
  if (!dryRun) {
    for (const { number } of open)
      await github('PATCH /repos/{owner}/{repo}/pulls/{pull_number}', {
        owner,
        repo,
        pull_number: number,
        state: 'closed',
      });
    await removeBranch(github, owner, repo);
  }
  return open.map(({ url }) => `close ${url}`);
}

/** GitHub answers 422 or 404 for a branch that does not exist. */
async function removeBranch(github: CreateRun['github'], owner: string, repo: string): Promise<void> {
  try {
    await github('DELETE /repos/{owner}/{repo}/git/refs/{+ref}', { owner, repo, ref: `heads/${CREATE_BRANCH}` });
  } catch (error) {
    if (!(error instanceof GithubError) || ![404, 422].includes(error.status)) throw error;
  }
}
