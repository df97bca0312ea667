import { readSource } from '../document/read-source';
import { parseYaml } from '../document/yaml-document';
import { extensionNames } from './load-extensions';

/**
 * Returns the extensions in a YAML platform file, without running code. Returns none for a TypeScript or unreadable file.
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
