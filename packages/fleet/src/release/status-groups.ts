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

/** The applications to tell of, by the repository that they are in: all of the fleet that have release state, or one. */
export function groupsOf(
  { facts: { platform, apps }, registry }: ResolvedFleet,
  name: string | undefined,
  flags: RepositoryOptions,
  context: Pick<FleetContext, 'cwd'>,
): Group[] {
  const wanted = apps.flatMap((facts) => {
    if (name !== undefined && facts.name !== name) return [];
    // Of one that was asked for by name, it is said that it has none.
    const app = name === undefined ? tryReleasedApp(facts, platform, registry) : releasedApp(facts, platform, registry);
    return app === undefined ? [] : [{ facts, app }];
  });
  const ownRepositories = platform.gitops.layout === 'app-repositories';
  if (ownRepositories && flags.repo !== undefined && !flags.repo.includes('{app}') && wanted.length > 1) {
    throw new UserError(
      `\`--repo\` names one repository, and each of these ${wanted.length} applications has one of its own.`,
      'Name one application, or write `{app}` where its name belongs.',
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

/** The results of asynchronous work on items, in their order, so many of them at once. */
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
