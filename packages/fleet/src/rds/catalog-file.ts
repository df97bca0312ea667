import { type Location, UserError } from '@goldenpath/errors';
import { type YamlNode, yamlTree } from '@goldenpath/files';
import { BlockedPathError } from '@goldenpath/output';
import { createHash } from 'node:crypto';
import { lstatSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { writeGeneratedFile } from '../generated-file';
import {
  CATALOG_HEADER,
  CATALOG_STATUSES,
  type CatalogDatabase,
  catalogKey,
  type CatalogStatus,
  catalogText,
} from './catalog';

/** Name of the catalog, beside the platform file. */
export const CATALOG_FILE = 'rds-catalog.yaml';

/** The catalog file, compared with its generated content. */
export interface CatalogComparison {
  readonly file: string;
  /** `none`: there is no file, and no database. */
  readonly found: 'none' | 'missing' | 'differs' | 'same';
}

/** A catalog that was compared, and can be written. */
export interface PreparedCatalog extends CatalogComparison {
  /** Writes it where it is missing or differs. */
  readonly write: () => void;
  /** A digest of the text that it has then; of an empty text where there is no file. */
  readonly digest: string;
}

/**
 * Compares the catalog in a folder with the digest of the one that an earlier run left for the same databases.
 *
 * @returns `undefined` where the file is another one since. {@link prepareCatalog} then compares it.
 */
export function catalogLeft(folder: string, digest: string): PreparedCatalog | undefined {
  const file = path.join(folder, CATALOG_FILE);
  const text = readCatalog(file);
  if (digestOf(text) !== digest) return undefined;
  return unchanged(file, text);
}

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

function unchanged(file: string, text: string | undefined): PreparedCatalog {
  return { file, found: text === undefined ? 'none' : 'same', write: () => undefined, digest: digestOf(text) };
}

function digestOf(text = ''): string {
  return createHash('sha256').update(text).digest('hex');
}

function readCatalog(file: string): string | undefined {
  const status = lstatSync(file, { throwIfNoEntry: false });
  if (status === undefined) return undefined;
  if (!status.isFile()) throw new BlockedPathError(file, status.isDirectory() ? 'folder' : 'link');
  const text = readFileSync(file, 'utf8');
  if (text.startsWith(`${CATALOG_HEADER}\n`)) return text;
  throw new UserError(
    `${file} was not made by \`goldenpath synth\`, so it is not replaced.`,
    'Move it away, and run the command again.',
    { location: locationAt(file, text, 0) },
  );
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

function locationAt(file: string, text: string, at: number): Location {
  const lines = text.slice(0, at).split('\n');
  const line = text.split('\n')[lines.length - 1] ?? '';
  return { file, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1, text: line.slice(0, 200), length: 1 };
}
