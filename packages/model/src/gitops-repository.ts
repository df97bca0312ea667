import type { AppFacts, PlatformFacts } from './facts';
import { repositoryUrl } from './names';

/** The repository that Argo CD reads an application's manifests from. */
export interface GitopsRepository {
  readonly url: string;
  /** The branch that Argo CD watches. */
  readonly branch: string;
}

/**
 * Where an application's manifests are published: the central repository, or its own; `undefined` where it would be its own
 * and it has none.
 */
export function gitopsRepository(
  { organisation, gitops }: Pick<PlatformFacts, 'organisation' | 'gitops'>,
  app: Pick<AppFacts, 'repository'>,
): GitopsRepository | undefined {
  const { layout, repository, branch } = gitops;
  if (layout === 'central') return { url: repositoryUrl(organisation, repository), branch };
  if (app.repository === undefined) return undefined;
  return { url: repositoryUrl(app.repository.organisation, app.repository.name), branch };
}
