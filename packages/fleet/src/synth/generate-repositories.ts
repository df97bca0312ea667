import { applicationFiles } from '../scaffold/repository-files';
import type { GeneratedUnit, Job } from './generators';
import { registryOf } from './registry-of';

/**
 * The repository of an application as it starts, below its name. Manifests are in a tree of their own.
 *
 * All files are managed here: this is a copy of what is generated, which no team works in.
 */
export function generateRepositories({
  app,
  extensions,
  platform,
  templates = {},
  repositories = [],
}: Job): GeneratedUnit[] {
  if (app === undefined) return [];
  const files = applicationFiles(app, platform, registryOf(extensions ?? []), templates);
  const copied = files.map((file) => ({ ...file, path: `${app.name}/${file.path}`, ownership: 'managed' as const }));
  return repositories.map((unit) => ({ tree: 'repositories', unit, files: copied }));
}
