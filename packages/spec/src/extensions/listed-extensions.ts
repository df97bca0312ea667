import { readSource } from '../document/read-source';
import { parseYaml } from '../document/yaml-document';
import { extensionNames } from './load-extensions';

/**
 * The extensions that a platform file in YAML lists. No code is run; a file that is a program, or that cannot be read, lists none.
 *
 * @param platformFile - Its absolute path.
 */
export function listedExtensions(platformFile: string): string[] {
  if (platformFile.endsWith('.ts')) return [];
  const source = readSource(platformFile, platformFile);
  if ('diagnostic' in source) return [];
  const document = parseYaml(platformFile, source.text);
  return 'diagnostic' in document ? [] : extensionNames(document);
}
