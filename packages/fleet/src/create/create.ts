import { isUserError, UserError } from '@goldenpath/errors';
import type { GeneratedFile } from '@goldenpath/files';
import { RepositoryError } from '@goldenpath/git';
import { ownRepository } from '@goldenpath/model';
import { catalog } from '../catalog/catalog';
import type { FleetContext } from '../context';
import { GithubError } from '../github/client';
import { openPullRequest, pullRequestsFrom } from '../github/pull-requests';
import { repositoryOptions } from '../gitops/repository';
import { loadValidFleet } from '../load/load-valid-fleet';
import { generatedIn } from '../upgrade/generated-now';
import { openBackstage } from './backstage';
import { pushFirstCommit } from './first-commit';
import { recordPath } from './record';
import { CREATE_BRANCH, type CreateRun, defaultBranch, withRun } from './run';
import type { Created, CreateOptions, CreateStep } from './types';
import { undo } from './undo';

interface Application {
  readonly description: string;
  readonly files: readonly GeneratedFile[];
}

/**
 * Starts the repository of an application, after its stack made it: the first commit, the catalog, and the registration in Backstage. A run
 * that failed or was killed is finished by the next one, and `undo` removes what was made.
 *
 * @throws UserError where a step fails. The steps before it stay, and are recorded.
 */
export async function create(context: FleetContext, app: string, options: CreateOptions = {}): Promise<Created> {
  if (options.undo === true) return undo(context, app, options);
  const fleet = await loadValidFleet(context, [app]);
  const facts = fleet.facts.apps.find(({ name }) => name === app);
  const own = facts && ownRepository(facts, fleet.registry);
  const files = own === undefined ? [] : await generatedIn(fleet, app, context);
  if (facts === undefined || own === undefined || files.length === 0)
    throw new UserError(`${app} has no repository.`, 'Name another application; `goldenpath list` shows them.');
  const { description } = facts;
  const repository = { owner: own.organisation, repo: own.name, url: own.url };
  const steps = await withRun(context, app, options, repository, (run) => allSteps(run, { description, files }));
  return { app, steps, record: recordPath(context, app) };
}

async function allSteps(run: CreateRun, application: Application): Promise<CreateStep[]> {
  const steps: CreateStep[] = [];
  try {
    for (const step of [checkRepository, commitFiles, writeCatalog, register]) {
      run.context.signal.throwIfAborted();
      steps.push(await step(run, application, steps));
    }
  } catch (error) {
    throw explained(error, steps);
  }
  return steps;
}

function explained(error: unknown, steps: readonly CreateStep[]): unknown {
  if (!isUserError(error) || steps.every(({ outcome }) => outcome !== 'done')) return error;
  const { summary, remedy, code } = error;
  const next = `${remedy} Then run this again: it goes on from here. \`--undo\` removes what was made.`;
  return new UserError(summary, next, { cause: error, ...(code !== undefined && { code }) });
}

/** The stack of an application makes its repository. */
async function checkRepository({ github, repository, app, options }: CreateRun): Promise<CreateStep> {
  const { owner, repo } = repository;
  try {
    const { archived } = Object(await github('GET /repos/{owner}/{repo}', { owner, repo })) as { archived?: unknown };
    if (archived === true)
      throw new UserError(
        `The repository ${owner}/${repo} is archived.`,
        'Unarchive it on GitHub, and run this again.',
      );
  } catch (error) {
    if (!(error instanceof GithubError) || error.status !== 404) throw error;
    const problem = `GitHub has no repository ${owner}/${repo}, or the token may not see it.`;
    const remedy = `Apply its stack first: \`goldenpath deploy --only ${app}\`. Then run this again.`;
    if (options.dryRun !== true) throw new UserError(problem, remedy, { cause: error });
    return { step: 'repository', outcome: 'waiting', detail: `${problem} ${remedy}`.replace(/\.$/, '') };
  }
  return { step: 'repository', outcome: 'unchanged', detail: `${owner}/${repo} exists` };
}

async function commitFiles(
  run: CreateRun,
  { description, files }: Application,
  steps: readonly CreateStep[],
): Promise<CreateStep> {
  if (isWaiting(steps)) return { step: 'commit', outcome: 'planned', detail: `push ${files.length} files` };
  const { repository, options, context, app } = run;
  const branch = await defaultBranch(run);
  const settings = { ...repositoryOptions(context, options), dryRun: options.dryRun === true };
  const first = { app, description, files };
  try {
    const { commit, isThere } = await pushFirstCommit({ url: repository.url, branch }, first, settings);
    if (isThere) {
      if (run.known?.commit === undefined && options.dryRun !== true) run.record('commit', { commit: { branch } });
      return { step: 'commit', outcome: 'unchanged', detail: `${branch} has the files` };
    }
    if (options.dryRun === true)
      return { step: 'commit', outcome: 'planned', detail: `push ${files.length} files to ${branch}` };
    run.record('commit', { commit: { branch, ...(commit !== undefined && { commit }) } });
    return { step: 'commit', outcome: 'done', detail: `pushed ${files.length} files to ${branch}` };
  } catch (error) {
    if (!(error instanceof RepositoryError) || error.reason !== 'declined') throw error;
    return proposeFiles(run, first, branch);
  }
}

/** Opens a pull request with the files: the default branch is protected. */
async function proposeFiles(
  run: CreateRun,
  first: Parameters<typeof pushFirstCommit>[1],
  branch: string,
): Promise<CreateStep> {
  const { repository, options, context, github, app } = run;
  const target = { url: repository.url, branch: CREATE_BRANCH, startFrom: branch };
  await pushFirstCommit(target, first, repositoryOptions(context, options));
  context.onProgress({ kind: 'create-step', app, step: 'branch' });
  const text = {
    title: 'Start from the golden path',
    body: `The first files of ${app}, made by \`goldenpath create\` from its spec. Merge this, and run \`goldenpath create ${app}\` again.`,
  };
  const open = (await pullRequestsFrom(github, repository, CREATE_BRANCH)).find(({ state }) => state === 'open');
  const refs = { head: CREATE_BRANCH, base: branch };
  const pull = open ?? (await openPullRequest(github, repository, refs, text, false));
  run.record('commit', { commit: { branch, pullRequest: pull.number } });
  return { step: 'commit', outcome: 'waiting', detail: `${branch} is protected: merge ${pull.url}` };
}

/** The Location of the fleet's catalog, `all.yaml`, has the application. */
async function writeCatalog({ context, options, record }: CreateRun): Promise<CreateStep> {
  const dryRun = options.dryRun === true;
  const { changes } = await catalog(context, { check: dryRun });
  if (changes.changes.length === 0) return { step: 'catalog', outcome: 'unchanged', detail: 'dist/catalog has it' };
  if (!dryRun) record('catalog', {});
  const count = `${changes.changes.length} files in dist/catalog`;
  return dryRun
    ? { step: 'catalog', outcome: 'planned', detail: `write ${count}` }
    : { step: 'catalog', outcome: 'done', detail: `wrote ${count}` };
}

async function register(run: CreateRun, { files }: Application, steps: readonly CreateStep[]): Promise<CreateStep> {
  const { options, context, repository } = run;
  const address = options.backstage ?? context.env['BACKSTAGE_URL'] ?? '';
  const step = 'backstage' as const;
  if (address === '') return { step, outcome: 'skipped', detail: 'no address of Backstage is given' };
  if (!files.some(({ path }) => path === CATALOG_INFO))
    return { step, outcome: 'skipped', detail: 'the application has no catalog entry' };
  if (isWaiting(steps) && options.dryRun !== true)
    return { step, outcome: 'waiting', detail: 'the pull request must be merged first' };
  if (isWaiting(steps)) return { step, outcome: 'planned', detail: `register ${CATALOG_INFO}` };
  const backstage = openBackstage(address, context);
  const target = `${repository.url.replace(/\.git$/, '')}/blob/${await defaultBranch(run)}/${CATALOG_INFO}`;
  if (options.dryRun === true) {
    const isThere = (await backstage.find(target)) !== undefined;
    return isThere
      ? { step, outcome: 'unchanged', detail: `${target} is registered` }
      : { step, outcome: 'planned', detail: `register ${target}` };
  }
  const { id, isNew } = await backstage.register(target);
  const isKnown = run.known?.backstage?.id === id;
  if (!isKnown) run.record('backstage', { backstage: { url: backstage.url, id, target } });
  return isNew
    ? { step, outcome: 'done', detail: `registered ${target}` }
    : { step, outcome: 'unchanged', detail: `${target} is registered` };
}

const CATALOG_INFO = 'catalog-info.yaml';

function isWaiting(steps: readonly CreateStep[]): boolean {
  return steps.some(({ outcome }) => outcome === 'waiting');
}
