import { shownUrl } from '@goldenpath/git';
import { ReleaseError, releaseHistory, type ReleaseRecord } from '@goldenpath/gitops';
import type { FleetContext } from '../context';
import type { RepositoryOptions } from '../gitops/options';
import { gitopsTarget, repositoryOptions } from '../gitops/repository';
import { openReleased, overlayIn } from './released';

export interface HistoryOptions extends RepositoryOptions {
  readonly environment: string;
}

/**
 * Returns every release of an application in an environment, latest first.
 *
 * @throws ReleaseError when nothing was released there.
 */
export async function history(
  context: FleetContext,
  name: string,
  { environment, ...options }: HistoryOptions,
): Promise<ReleaseRecord[]> {
  const { app, facts, fleet } = await openReleased(context, name, [environment]);
  const target = gitopsTarget(facts, fleet, options, context);
  context.onProgress({ kind: 'repositories', urls: [shownUrl(target.url)] });
  const records = await releaseHistory(target, overlayIn(app, environment), repositoryOptions(context, options));
  if (records.length > 0) return records;
  throw new ReleaseError(
    'not-published',
    `${name} has no release in ${environment} in ${shownUrl(target.url)}.`,
    `Release a commit there first: goldenpath release set ${name} --env ${environment} --tag ${environment}-1a2b3c4`,
  );
}
