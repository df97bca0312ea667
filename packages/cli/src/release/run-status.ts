import { isUserError } from '@goldenpath/errors';
import { fleetSource, openFleet, repositoryOptions, type Group, groupsOf, mapped } from '@goldenpath/fleet';
import { type ChangeOptions } from '@goldenpath/git';
import { ReleaseError, releaseStatus, type ReleaseStatus } from '@goldenpath/gitops';
import type { CommandContext, ExitCode } from '../command';
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
    mapped(groups, AT_ONCE, (group) => ask(group, groups.length, repositoryOptions(context, flags, signal))),
  );
  const statuses = all.flat();
  if (name !== undefined) assertPublished(statuses);
  context.stdout(
    flags.json === true ? `${JSON.stringify(statusData(statuses), null, 2)}\n` : renderStatus(statuses, context),
  );
  return statuses.some(({ environments }) => environments.some(({ problem }) => problem?.kind === 'broken')) ? 1 : 0;
}

/** One repository that does not answer does not keep the others from it. */
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

function statusData(statuses: readonly ReleaseStatus[]) {
  return {
    apps: statuses.map(({ app, environments }) => ({
      app,
      environments: environments.map(({ overlay, problem, release, since, comparison }) => ({
        environment: overlay.environment,
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
