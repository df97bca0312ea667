import type { AppFacts, PlatformFacts, Registry } from '@goldenpath/extension';

/** The repository from which Argo CD reads an application's manifests. */
export interface GitopsRepository {
  readonly url: string;
  /** The branch that Argo CD watches. */
  readonly branch: string;
}

/**
 * Returns the repository for an application's manifests: the central one, or its own. `undefined` when it should have its own but has none.
 */
export function gitopsRepository(
  { organisation, gitops }: Pick<PlatformFacts, 'organisation' | 'gitops'>,
  app: Pick<AppFacts, 'name'>,
  registry: Registry,
): GitopsRepository | undefined {
  const { layout, branch } = gitops;
  if (layout === 'central') return centralRepository({ organisation, gitops });
  const own = ownRepository(app, registry);
  return own && { url: own.url, branch };
}

/** Returns the central repository. In both layouts it has the manifests of the platform. */
export function centralRepository({
  organisation,
  gitops: { repository, branch },
}: Pick<PlatformFacts, 'organisation' | 'gitops'>): GitopsRepository {
  return { url: repositoryUrl(organisation, repository), branch };
}

/** The repository of an application on GitHub. */
export interface OwnRepository {
  readonly organisation: string;
  readonly name: string;
  /** For `git clone`. */
  readonly url: string;
}

/** Returns the application's own repository; `undefined` when it has none. */
export function ownRepository(app: Pick<AppFacts, 'name'>, registry: Registry): OwnRepository | undefined {
  for (const part of registry.parts) {
    const facts = part.onceOf(app);
    const own = facts === undefined ? undefined : part.gitRepository?.(facts);
    if (own !== undefined) return { ...own, url: repositoryUrl(own.organisation, own.name) };
  }
  return undefined;
}

/** Returns the URL of a GitHub repository for `git clone`. */
function repositoryUrl(organisation: string, repository: string): string {
  return `https://github.com/${organisation}/${repository}.git`;
}
