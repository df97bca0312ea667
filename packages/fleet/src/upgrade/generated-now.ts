import { UserError } from '@goldenpath/errors';
import type { GeneratedFile } from '@goldenpath/files';
import type { FleetContext } from '../context';
import { loadValidFleet, type ValidFleet } from '../load/load-valid-fleet';
import { platformTemplates } from '../scaffold/platform-templates';
import { applicationFiles } from '../scaffold/repository-files';
import { explainFailedPart } from '../synth/failed-part';

/**
 * Returns what is generated now for the repository of an application. Manifests are left out: `publish` keeps them up to date.
 *
 * @throws UserError where the application has no repository.
 */
export async function generatedNow(context: FleetContext, name: string): Promise<readonly GeneratedFile[]> {
  const files = await generatedIn(await loadValidFleet(context, [name]), name, context);
  if (files.length > 0) return files;
  throw new UserError(`${name} has no repository.`, 'Name another application; `goldenpath list` shows them.');
}

/** As {@link generatedNow}; no files where the application has no repository. */
export async function generatedIn(
  { facts, registry }: ValidFleet,
  name: string,
  { source }: Pick<FleetContext, 'source'>,
): Promise<readonly GeneratedFile[]> {
  const app = facts.apps.find((candidate) => candidate.name === name);
  if (app === undefined) throw new Error(`${name} was found and is gone.`);
  const templates = platformTemplates(facts.platform, source.platformFile);
  return explainFailedPart(() => Promise.resolve(applicationFiles(app, facts.platform, registry, templates)));
}
