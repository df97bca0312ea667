import { createHash } from 'node:crypto';
import { lstatSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { type Location, UserError } from '@goldenpath/errors';
import { BlockedPathError } from '@goldenpath/output';

/** The first line, by which a generated file is known. */
export const CATALOG_HEADER =
  '# Every database of the fleet. `goldenpath synth` keeps this file, and `goldenpath rds provision` sets `status`.';

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

/** A catalog that stays as it is. */
export function unchanged(file: string, text: string | undefined): PreparedCatalog {
  return { file, found: text === undefined ? 'none' : 'same', write: () => undefined, digest: digestOf(text) };
}

/** A digest of the text of a catalog. */
export function digestOf(text = ''): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * Reads the catalog; `undefined` where there is none.
 *
 * @throws BlockedPathError, UserError when another file is in its place.
 */
export function readCatalog(file: string): string | undefined {
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

/** The place of a character in a text. */
export function locationAt(file: string, text: string, at: number): Location {
  const lines = text.slice(0, at).split('\n');
  const line = text.split('\n')[lines.length - 1] ?? '';
  return { file, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1, text: line.slice(0, 200), length: 1 };
}
