import type { AppFacts, FleetFacts, PlatformFacts } from '@goldenpath/model';
import {
  releasedApp,
  ReleaseError,
  releaseStatus,
  type ReleaseStatus,
  type RepositoryTarget,
  tryReleasedApp,
} from '@goldenpath/publish';
import type { CommandContext, ExitCode } from '../command';
import { UsageError } from '../errors';
import { fleetSource, openFleet } from '../fleet';
import { repositoryOf, repositoryOptions } from '../gitops/repository';
import { whileTalking } from '../gitops/talking';
import type { StatusFlags } from './flags';
import { recordData } from './record-data';
import { renderStatus } from './render-status';

/** Repositories that are asked at once, where each application has its own. */
const AT_ONCE = 8;

/** Shows what runs of one application, or of all. */
export async function runStatus(
  name: string | undefined,
  flags: StatusFlags,
  context: CommandContext,
): Promise<ExitCode> {
  const { facts } = await openFleet(fleetSource(flags, context), name === undefined ? [] : [name]);
  const groups = groupsOf(facts, name, flags, context);
  const all = await whileTalking('Asking what runs', context, (signal) =>
    mapped(groups, AT_ONCE, ({ target, apps }) =>
      releaseStatus(target, releasedOf(apps, facts.platform), repositoryOptions(context, flags, signal)),
    ),
  );
  const statuses = all.flat();
  if (name !== undefined) assertPublished(statuses);
  context.stdout(
    flags.json === true ? `${JSON.stringify(statusData(statuses), null, 2)}\n` : renderStatus(statuses, context),
  );
  return statuses.some(({ environments }) => environments.some(({ problem }) => problem?.kind === 'broken')) ? 1 : 0;
}

interface Group {
  readonly target: RepositoryTarget;
  readonly apps: readonly AppFacts[];
}

/** The applications to tell of, by the repository that they are in. */
function groupsOf(
  { platform, apps }: FleetFacts,
  name: string | undefined,
  flags: StatusFlags,
  context: CommandContext,
): Group[] {
  const wanted = apps.filter((app) =>
    name === undefined ? tryReleasedApp(app, platform) !== undefined : app.name === name,
  );
  // Of one that was asked for by name, it is said that it has none.
  if (name !== undefined) wanted.forEach((app) => releasedApp(app, platform));
  const ownRepositories = platform.gitops.layout === 'app-repositories';
  if (ownRepositories && flags.repo !== undefined && !flags.repo.includes('{app}') && wanted.length > 1) {
    throw new UsageError(
      `\`--repo\` names one repository, and each of these ${wanted.length} applications has one of its own.`,
      'Name one application, or write `{app}` where its name belongs.',
    );
  }
  const groups = new Map<string, { target: RepositoryTarget; apps: AppFacts[] }>();
  for (const app of wanted) {
    const target = repositoryOf(app, platform, flags, context);
    const group = groups.get(target.url);
    if (group === undefined) groups.set(target.url, { target, apps: [app] });
    else group.apps.push(app);
  }
  return [...groups.values()];
}

function releasedOf(apps: readonly AppFacts[], platform: PlatformFacts) {
  return apps.map((app) => releasedApp(app, platform));
}

/** Nothing of an application that was asked for by name is there: that is an answer only for a whole fleet. */
function assertPublished(statuses: readonly ReleaseStatus[]): void {
  for (const { app, environments } of statuses) {
    if (environments.some(({ problem }) => problem?.kind !== 'not-published')) continue;
    throw new ReleaseError(
      'not-published',
      `${app} was never published.`,
      `Publish it first: goldenpath publish --only ${app}`,
    );
  }
}

async function mapped<In, Out>(items: readonly In[], atOnce: number, work: (item: In) => Promise<Out>): Promise<Out[]> {
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

function statusData(statuses: readonly ReleaseStatus[]) {
  return {
    apps: statuses.map(({ app, environments }) => ({
      app,
      environments: environments.map(({ place, problem, release, since, comparison }) => ({
        environment: place.environment,
        tag: release.newTag ?? null,
        digest: release.digest ?? null,
        ...(since !== undefined && recordData(since)),
        ...(comparison !== undefined && {
          comparedTo: comparison.to,
          state: comparison.state,
          releases: comparison.releases,
        }),
        ...(problem !== undefined && { problem }),
      })),
    })),
  };
}
