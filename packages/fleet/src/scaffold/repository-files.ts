import type { Registry } from '@goldenpath/extension';
import { catalogInfo } from '@goldenpath/catalog';
import type { GeneratedFile } from '@goldenpath/files';
import { appManifests, readReleases } from '@goldenpath/manifests';
import type { AppFacts, PlatformFacts } from '@goldenpath/model';
import { applicationRepository, type TemplateFolders } from '@goldenpath/scaffold';

/**
 * The files of an application's own repository, by path, with the manifests where the platform keeps them there.
 *
 * @param textAt - The text of a file that the repository has already: the image tags that run are read from it.
 * @param templates - Those of the platform: `platformTemplates`.
 * @returns no files where the application has no repository.
 */
export function repositoryFiles(
  app: AppFacts,
  platform: PlatformFacts,
  registry: Registry,
  textAt: (path: string) => string | undefined,
  templates: TemplateFolders,
): GeneratedFile[] {
  const manifests = platform.gitops.layout === 'central' ? [] : ownManifests(app, registry, textAt);
  return applicationFiles(app, platform, registry, templates, manifests);
}

/**
 * The files of an application's own repository, by path.
 *
 * @param templates - Those of the platform.
 * @param manifests - Those that are kept in it.
 */
export function applicationFiles(
  app: AppFacts,
  platform: PlatformFacts,
  registry: Registry,
  templates: TemplateFolders,
  manifests: readonly GeneratedFile[] = [],
): GeneratedFile[] {
  const entry = catalogInfo(app, platform.organisation, registry);
  return applicationRepository(app, platform, registry, {
    others: entry === undefined ? [] : [entry],
    manifests,
    templates,
  });
}

function ownManifests(
  app: AppFacts,
  registry: Registry,
  textAt: (path: string) => string | undefined,
): GeneratedFile[] {
  const inRepository = (path: string) => `deploy${path.slice(app.manifestsPath.length)}`;
  const releases = readReleases(app, registry, (path) => textAt(inRepository(path)));
  return appManifests(app, registry, releases).map((file) => ({ ...file, path: inRepository(file.path) }));
}
