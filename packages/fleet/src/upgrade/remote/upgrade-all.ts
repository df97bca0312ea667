import { UserError } from '@goldenpath/errors';
import { isLocalPath, shownUrl } from '@goldenpath/git';
import { ownRepository } from '@goldenpath/model';
import * as path from 'node:path';
import type { FleetContext } from '../../context';
import { openGithub } from '../../github/client';
import { loadValidFleet, type ValidFleet } from '../../load/load-valid-fleet';
import { generatedIn } from '../generated-now';
import { type RemoteOptions, type RemoteTarget, type RemoteUpgrade, upgradeRemote } from './upgrade-remote';

export interface UpgradeAllOptions {
  /** Names of applications. @default all that have a repository */
  readonly apps?: readonly string[];
  /** The URL of the repositories, with `{app}` for the name of the application. @default the repository on GitHub */
  readonly repo?: string;
  /** Push nothing, and open nothing. @default false */
  readonly dryRun?: boolean;
  /** Seconds for the Git operations on one repository. @default 120 */
  readonly timeout?: number;
}

/** What was done for the repository of one application. */
export type UpgradedRepository = { readonly app: string; readonly repository: string } & (
  | { readonly upgrade: RemoteUpgrade }
  | {
      /** A {@link UserError}, or any other error: that is a bug. */
      readonly failure: Error;
    }
);

/** GitHub asks for few requests at the same time. */
const AT_ONCE = 4;

/**
 * Upgrades the repositories of applications, and opens or updates one pull request in each that changes. If one repository fails, the others
 * are still upgraded.
 *
 * @returns the results in the order of the applications.
 * @throws UserError when there is no token for GitHub, or no application has a repository.
 */
export async function upgradeAll(
  context: FleetContext,
  { apps = [], repo, dryRun = false, timeout }: UpgradeAllOptions = {},
): Promise<UpgradedRepository[]> {
  const options: RemoteOptions = {
    ...(timeout !== undefined && { timeout }),
    ...(!dryRun && { github: openGithub(context) }),
  };
  const fleet = await loadValidFleet(context, apps);
  const targets = await targetsOf(fleet, apps, repo, context);
  context.onProgress({ kind: 'repositories', urls: targets.map(({ url }) => shownUrl(url)) });
  const results: UpgradedRepository[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < targets.length; at = next++) {
      const target = targets[at];
      if (target !== undefined) results[at] = await upgradeOne(context, target, options);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

async function upgradeOne(
  context: FleetContext,
  target: RemoteTarget,
  options: RemoteOptions,
): Promise<UpgradedRepository> {
  const of = { app: target.app, repository: shownUrl(target.url) };
  try {
    context.signal.throwIfAborted();
    return { ...of, upgrade: await upgradeRemote(context, target, options) };
  } catch (error) {
    if (context.signal.aborted) return { ...of, failure: STOPPED };
    // A bug in one repository must not hide what was done in the others.
    return { ...of, failure: error instanceof Error ? error : new Error(String(error)) };
  }
}

const STOPPED = new UserError('The run was stopped.', 'Run it again to finish.');

async function targetsOf(
  fleet: ValidFleet,
  names: readonly string[],
  repo: string | undefined,
  context: Pick<FleetContext, 'cwd' | 'source'>,
): Promise<RemoteTarget[]> {
  const { facts, registry } = fleet;
  const wanted = names.length === 0 ? facts.apps : facts.apps.filter(({ name }) => names.includes(name));
  const targets: RemoteTarget[] = [];
  for (const app of wanted) {
    const own = ownRepository(app, registry);
    const generated = own === undefined ? [] : await generatedIn(fleet, app.name, context);
    if (own !== undefined && generated.length > 0)
      targets.push({
        app: app.name,
        url: repo === undefined ? own.url : urlOf(repo, app.name, context.cwd),
        repository: { owner: own.organisation, repo: own.name },
        generated,
      });
    else if (names.includes(app.name)) throw noRepository(app.name);
  }
  if (repo !== undefined && !repo.includes('{app}') && targets.length > 1)
    throw new UserError(
      `\`--repo\` is one repository, but each of these ${targets.length} applications has one of its own.`,
      'Put `{app}` in place of the name of the application.',
    );
  return targets;
}

function urlOf(repo: string, app: string, cwd: string): string {
  const url = repo.replaceAll('{app}', app);
  return isLocalPath(url) ? path.resolve(cwd, url) : url;
}

function noRepository(app: string): UserError {
  return new UserError(`${app} has no repository.`, 'Name another application; `goldenpath list` shows them.');
}
