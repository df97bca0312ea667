import type { AppFacts, PlatformFacts, Registry } from '@goldenpath/extension';

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
  app: Pick<AppFacts, 'name'>,
  registry: Registry,
): GitopsRepository | undefined {
  const { layout, repository, branch } = gitops;
  if (layout === 'central') return { url: repositoryUrl(organisation, repository), branch };
  for (const part of registry.parts) {
    const facts = part.onceOf(app);
    const own = facts === undefined ? undefined : part.gitRepository?.(facts);
    if (own !== undefined) return { url: repositoryUrl(own.organisation, own.name), branch };
  }
  return undefined;
}

/** Address of a repository on GitHub, as Git clones it. */
function repositoryUrl(organisation: string, repository: string): string {
  return `https://github.com/${organisation}/${repository}.git`;
}
