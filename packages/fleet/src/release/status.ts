import { type ChangeOptions, shownUrl } from '@goldenpath/git';
import { ReleaseError, releaseStatus, type ReleaseStatus } from '@goldenpath/gitops';
import type { FleetContext } from '../context';
import type { RepositoryOptions } from '../gitops/options';
import { repositoryOptions } from '../gitops/repository';
import { loadResolvedFleet } from '../load/load-resolved-fleet';
import { isUserError } from '@goldenpath/errors';
import { type Group, groupsOf, mapped } from './status-groups';

export interface StatusOptions extends RepositoryOptions {
  /** The name of an application. @default all applications that build their own image */
  readonly app?: string;
}

/** Repositories that are read at once, if each application has its own. */
const AT_ONCE = 8;

/**
 * Returns the running releases. An unreachable repository is a problem of its applications.
 *
 * @throws ReleaseError when the branch does not exist.
 */
export async function status(
  context: FleetContext,
  { app: name, ...options }: StatusOptions = {},
): Promise<ReleaseStatus[]> {
  const fleet = await loadResolvedFleet(context, name === undefined ? [] : [name]);
  const groups = groupsOf(fleet, name, options, context);
  context.onProgress({ kind: 'repositories', urls: groups.map(({ target }) => shownUrl(target.url)) });
  const settings = repositoryOptions(context, options);
  return (await mapped(groups, AT_ONCE, (group) => ask(group, groups.length, settings))).flat();
}

async function ask({ target, apps }: Group, count: number, options: ChangeOptions): Promise<ReleaseStatus[]> {
  try {
    return await releaseStatus(target, apps, options);
  } catch (error) {
    if (count === 1 || !isUserError(error)) throw error;
    const isNew = error instanceof ReleaseError && error.reason === 'not-published';
    const problem = { kind: isNew ? 'not-published' : 'broken', message: error.message } as const;
    return apps.map(({ name, overlays }) => ({
      app: name,
      environments: overlays.map((overlay) => ({ overlay, release: {}, problem })),
    }));
  }
}
