import * as path from 'node:path';
import type { PlatformFacts } from '@goldenpath/model';
import type { TemplateFolder, TemplateFolders } from '@goldenpath/scaffold';
import { folderDigest } from '../synth/fingerprint';

/** A template folder whose files were not read. */
type UnreadFolder = Pick<TemplateFolder, 'folder'>;

/**
 * The template folders of a platform, by runtime. Reads all files in them, for their digests.
 *
 * @param platformFile - Its absolute path: the folders are relative to its folder.
 */
export function platformTemplates(platform: Pick<PlatformFacts, 'runtimes'>, platformFile: string): TemplateFolders {
  return withDigests(templateFolders(platform, platformFile));
}

/** As {@link platformTemplates}, but nothing is read. */
export function templateFolders(
  { runtimes = {} }: Pick<PlatformFacts, 'runtimes'>,
  platformFile: string,
): Readonly<Record<string, UnreadFolder>> {
  const beside = path.dirname(platformFile);
  return Object.fromEntries(
    Object.entries(runtimes).map(([name, { template }]) => [name, { folder: path.resolve(beside, template) }]),
  );
}

/** Reads all files of the folders, for their digests. */
export function withDigests(folders: Readonly<Record<string, UnreadFolder>>): TemplateFolders {
  return Object.fromEntries(
    Object.entries(folders).map(([name, { folder }]) => [name, { folder, digest: folderDigest(folder) }]),
  );
}
