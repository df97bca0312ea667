import type { ReleaseMove } from '@goldenpath/fleet';
import { shownUrl } from '@goldenpath/git';
import type { ReleaseRecord, ReleaseStatus } from '@goldenpath/gitops';

/** Returns a release as JSON data. User text stays unchanged, because JSON escapes it. */
export function recordData({ release, kind, commit, forced }: ReleaseRecord) {
  return {
    tag: release.newTag ?? null,
    digest: release.digest ?? null,
    kind,
    since: commit.date,
    by: commit.author,
    email: commit.email,
    commit: commit.id,
    subject: commit.subject,
    ...(forced !== undefined && { forced }),
  };
}

/** Returns a move as JSON data. */
export function moveData({ outcome, target: { url, branch } }: ReleaseMove, dryRun: boolean) {
  const { move, message, changes, commit } = outcome;
  const { kind, overlay, from, to, source, reason, broken } = move;
  return {
    app: overlay.app,
    environment: overlay.environment,
    kind,
    ...(source !== undefined && { source }),
    from: { tag: from.newTag ?? null, digest: from.digest ?? null },
    to: { tag: to.newTag ?? null, digest: to.digest ?? null },
    changed: changes && !dryRun,
    dryRun,
    ...(reason !== undefined && { reason }),
    ...(broken !== undefined && { forced: broken }),
    repository: shownUrl(url),
    branch,
    commit: commit ?? null,
    message: changes ? message : null,
  };
}

/** Returns the running releases as JSON data. */
export function statusData(statuses: readonly ReleaseStatus[]) {
  return {
    apps: statuses.map(({ app, environments }) => ({
      app,
      // The image is the same in all environments.
      image: environments[0]?.overlay.url ?? null,
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
