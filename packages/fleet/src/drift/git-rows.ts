import { isUserError } from '@goldenpath/errors';
import type { FleetFacts } from '@goldenpath/extension';
import { shownName } from '@goldenpath/gitops';
import { shownUrl } from '@goldenpath/git';
import type { FleetContext } from '../context';
import type { PublishOptions } from '../publish/options';
import { publish, type Published } from '../publish/publish';
import { type DriftRow, notRead, type SourceRows } from './rows';

/** Which GitOps repositories are read. */
export type GitOptions = Pick<PublishOptions, 'repo' | 'branch' | 'timeout' | 'out'>;

/**
 * Returns the generated files that were edited by hand in the GitOps repositories. They are found as `publish` finds them, and nothing is
 * changed.
 */
export async function gitRows(
  options: GitOptions | undefined,
  facts: FleetFacts,
  context: FleetContext,
): Promise<SourceRows> {
  if (options === undefined) return notRead('git', 'the GitOps repository was not asked for: use --git');
  let published: readonly Published[];
  try {
    published = await publish(context, { ...options, dryRun: true });
  } catch (error) {
    if (!isUserError(error)) throw error;
    return notRead('git', error.summary);
  }
  const failed = published.flatMap((one) => ('failure' in one ? [one] : []));
  const read = published.flatMap((one) => ('publication' in one ? [one] : []));
  if (read.length === 0) return notRead('git', failed[0]?.failure.summary ?? 'there is no GitOps repository');
  return {
    status: { source: 'git', isRead: true },
    rows: [
      ...read.flatMap(({ publication: { edits } }) => edits.map((edit) => editRow(edit, facts))),
      ...failed.map(({ to, failure }): DriftRow => ({
        source: 'git',
        where: shownUrl(to.target.url),
        state: 'unknown',
        detail: failure.summary,
      })),
    ],
  };
}

type Edit = Extract<Published, { readonly publication: unknown }>['publication']['edits'][number];

function editRow({ app, path, by }: Edit, { apps }: FleetFacts): DriftRow {
  const owner = apps.find(({ name }) => name === app)?.owner;
  const who =
    by === undefined
      ? 'by an unknown author'
      : `by ${by.author} in ${by.commit.slice(0, 10)} on ${by.date.slice(0, 10)}`;
  return {
    source: 'git',
    where: shownName(app),
    what: path,
    ...(owner !== undefined && { owner }),
    state: 'edited',
    detail: `edited ${who}`,
  };
}
