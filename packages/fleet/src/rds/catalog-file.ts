import { UserError } from '@goldenpath/errors';
import { type YamlNode, yamlTree } from '@goldenpath/files';
import * as path from 'node:path';
import { writeGeneratedFile } from '../generated-file';
import { CATALOG_STATUSES, type CatalogDatabase, catalogKey, type CatalogStatus, catalogText } from './catalog';
import { CATALOG_FILE, digestOf, locationAt, type PreparedCatalog, readCatalog, unchanged } from './catalog-left';

/**
 * Compares the catalog in a folder with the databases of the fleet. The status of a database comes from the file, so equal specs and an
 * equal file give equal bytes.
 *
 * @param statuses - New statuses, by {@link catalogKey}. The others stay as they are in the file.
 * @throws UserError where the file was written by hand or is damaged. It is not replaced.
 */
export function prepareCatalog(
  folder: string,
  databases: readonly CatalogDatabase[],
  statuses: ReadonlyMap<string, CatalogStatus> = new Map(),
): PreparedCatalog {
  const file = path.join(folder, CATALOG_FILE);
  const before = readCatalog(file);
  if (before === undefined && databases.length === 0) return unchanged(file, before);
  // Reading YAML takes longer than making it: first see whether the file is what would be made with the statuses in it.
  if (before !== undefined && catalogText(databases, new Map([...scanned(before), ...statuses])) === before)
    return unchanged(file, before);
  const known = before === undefined ? [] : statusesIn(before, file);
  const text = catalogText(databases, new Map([...known, ...statuses]));
  const found = before === undefined ? 'missing' : 'differs';
  return { file, found, write: () => writeGeneratedFile(folder, CATALOG_FILE, text), digest: digestOf(text) };
}

const ENTRY = /^ {2}- name: (\S+)\n {4}environment: (\S+)\n(?: {4}.*\n)*? {4}status: (\S+)\n/gm;

/** The statuses in a text, if it is as `catalogText` writes it. */
function* scanned(text: string): Generator<readonly [string, CatalogStatus]> {
  for (const [, name = '', environment = '', status] of text.matchAll(ENTRY)) {
    const known = CATALOG_STATUSES.find((one) => one === status);
    if (known !== undefined) yield [catalogKey({ name, environment }), known];
  }
}

/** @throws UserError at the first place that is not as it was written. */
function statusesIn(text: string, file: string): (readonly [string, CatalogStatus])[] {
  const damaged = (reason: string, at: number): UserError => {
    const location = locationAt(file, text, Math.max(at, 0));
    const remedy =
      'Remove the file, or restore it from Git. `goldenpath synth` makes it again, with every status `requested`.';
    return new UserError(`The catalog of databases ${reason}.`, remedy, { location });
  };
  const list = fieldOf(parse(text, damaged), 'databases');
  if (list?.kind !== 'list') throw damaged('has no list `databases`', list?.start ?? 0);
  return list.items.map((item) => {
    const [name, environment, status] = ['name', 'environment', 'status'].map((field) => {
      const found = fieldOf(item, field);
      if (found?.kind !== 'scalar' || found.value === '')
        throw damaged(`has a database without \`${field}\``, item.start);
      return found;
    });
    const value = CATALOG_STATUSES.find((one) => one === status?.value);
    if (value === undefined)
      throw damaged(
        `has the status ${JSON.stringify(status?.value)}, not one of ${CATALOG_STATUSES.join(', ')}`,
        status?.start ?? 0,
      );
    return [catalogKey({ name: name?.value ?? '', environment: environment?.value ?? '' }), value] as const;
  });
}

function parse(text: string, damaged: (reason: string, at: number) => UserError): YamlNode {
  try {
    return yamlTree(text).root;
  } catch (error) {
    const at = (error as { readonly mark?: { readonly position?: number } }).mark?.position;
    throw damaged('is not YAML', at ?? 0);
  }
}

function fieldOf(node: YamlNode, name: string): YamlNode | undefined {
  if (node.kind !== 'map') return undefined;
  return node.fields.find(({ key }) => key.kind === 'scalar' && key.value === name)?.value;
}
