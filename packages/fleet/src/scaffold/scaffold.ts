import * as path from 'node:path';
import { UserError } from '@goldenpath/errors';
import type { FleetContext } from '../context';
import { loadValidFleet } from '../load/load-valid-fleet';
import { explainFailedPart } from '../synth/failed-part';
import { platformTemplates } from './platform-templates';
import { repositoryFiles } from './repository-files';
import { openRepositoryFolder, type ScaffoldedFile } from './repository-folder';

export interface ScaffoldOptions {
  /** The folder of the repository. @default `dist/repos/<app>`, beside the platform file */
  readonly out?: string;
}

/** What a scaffold did to the folder of a repository. */
export interface Scaffolded {
  readonly app: string;
  readonly root: string;
  /** By path. */
  readonly files: readonly ScaffoldedFile[];
}

/**
 * Writes the repository of an application. Managed files are written as they are generated; a file of the team only where it is missing.
 *
 * @throws UserError where the application has no repository, or where a link or a folder is in the way of a file.
 */
export async function scaffold(
  context: FleetContext,
  name: string,
  { out }: ScaffoldOptions = {},
): Promise<Scaffolded> {
  if (out === '') throw new UserError('`--out` names no folder.', 'Name one, or leave `--out` out.');
  const { facts, registry } = await loadValidFleet(context, [name]);
  const app = facts.apps.find((candidate) => candidate.name === name);
  if (app === undefined) throw new Error(`${name} was found and is gone.`);
  const beside = path.dirname(context.source.platformFile);
  const root = out === undefined ? path.join(beside, 'dist', 'repos', name) : path.resolve(context.cwd, out);
  const folder = openRepositoryFolder(root);
  const templates = platformTemplates(facts.platform, context.source.platformFile);
  const files = await explainFailedPart(() =>
    Promise.resolve(repositoryFiles(app, facts.platform, registry, (file) => folder.textAt(file), templates)),
  );
  if (files.length === 0)
    throw new UserError(
      `${name} has no repository: ${app.kind} is not an application with code or manifests of its own.`,
      'Name another application; `goldenpath list` shows them.',
    );
  return { app: name, root, files: folder.write(files) };
}
