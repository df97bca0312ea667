import { UserError } from '@goldenpath/errors';
import { type RepositoryTarget } from '@goldenpath/git';
import { releasedApp, type ReleasedApp, tryReleasedApp } from '@goldenpath/gitops';
import type { FleetContext } from '../context';
import { gitopsTarget } from '../gitops/repository';
import type { ResolvedFleet } from '../load/resolved-fleet';
import type { RepositoryOptions } from '../gitops/options';

/** Applications of one repository. */
export interface Group {
  readonly target: RepositoryTarget;
  readonly apps: readonly ReleasedApp[];
}

/** Returns the applications with release state, grouped by repository: all of the fleet, or one. */
export function groupsOf(
  { facts: { platform, apps }, registry }: ResolvedFleet,
  name: string | undefined,
  flags: RepositoryOptions,
  context: Pick<FleetContext, 'cwd'>,
): Group[] {
  const wanted = apps.flatMap((facts) => {
    if (name !== undefined && facts.name !== name) return [];
    // An application that was requested by name and has no release state is an error.
    const app = name === undefined ? tryReleasedApp(facts, platform, registry) : releasedApp(facts, platform, registry);
    return app === undefined ? [] : [{ facts, app }];
  });
  const ownRepositories = platform.gitops.layout === 'app-repositories';
  if (ownRepositories && flags.repo !== undefined && !flags.repo.includes('{app}') && wanted.length > 1) {
    throw new UserError(
      `\`--repo\` is one repository, but each of these ${wanted.length} applications has one of its own.`,
      'Select one application, or put `{app}` in place of its name.',
    );
  }
  const groups = new Map<string, { target: RepositoryTarget; apps: ReleasedApp[] }>();
  for (const { facts, app } of wanted) {
    const target = gitopsTarget(facts, { platform, registry }, flags, context);
    const group = groups.get(target.url);
    if (group === undefined) groups.set(target.url, { target, apps: [app] });
    else group.apps.push(app);
  }
  return [...groups.values()];
}

/** Maps items asynchronously, a limited number at once. The results are in order. */
export async function mapped<In, Out>(
  items: readonly In[],
  atOnce: number,
  work: (item: In) => Promise<Out>,
): Promise<Out[]> {
  const results: Out[] = [];
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < items.length; at = next++) {
      const item = items[at];
      if (item !== undefined) results[at] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  return results;
}
