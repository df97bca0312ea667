import type { ReleaseRecord } from '@goldenpath/gitops';

/** A release as `--json` tells of it: texts of people as they are, which JSON escapes. */
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
