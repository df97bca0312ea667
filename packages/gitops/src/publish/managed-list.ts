import { assertSafePath, comparePaths, jsonText } from '@goldenpath/files';
import type { Acceptance } from '@goldenpath/model';
import { RepositoryContentError } from '@goldenpath/git';
import type { Holdings } from './published-app';

/** The list of files that goldenpath published for one application. It manages no other files. */
export interface ManagedList {
  readonly application: string;
  /** The fleet that it belongs to. Another fleet that publishes to the same repository does not change it. */
  readonly organisation: string;
  /** The folder of all of its files. */
  readonly folder: string;
  readonly image: string | undefined;
  readonly holdings: Holdings;
  readonly accept: readonly Acceptance[];
  /** Digest of each generated file, without the release state. */
  readonly files: ReadonlyMap<string, string>;
}

export const LIST_FOLDER = '.goldenpath/apps';
const VERSION = 1;
/** An upper limit: a longer list was not written by goldenpath. */
const MOST_FILES = 5000;
const LONGEST = 4 * 1024 * 1024;
const APP_NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export function listPath(app: string): string {
  return `${LIST_FOLDER}/${app}.json`;
}

/** The application whose list is at a path; undefined for every other path. */
export function appOfList(path: string): string | undefined {
  if (!path.startsWith(`${LIST_FOLDER}/`) || !path.endsWith('.json')) return undefined;
  const name = path.slice(LIST_FOLDER.length + 1, -'.json'.length);
  return APP_NAME.test(name) ? name : undefined;
}

/** The text of a list. It is sorted and has a line for each file, so that it merges well. */
export function listText(list: ManagedList): string {
  const { application, organisation, folder, image, holdings, accept, files } = list;
  return jsonText({
    version: VERSION,
    application,
    organisation,
    folder,
    ...(image !== undefined && { image }),
    ...(holdings.storage.length > 0 && { storage: holdings.storage }),
    ...(holdings.databases.length > 0 && { databases: holdings.databases }),
    ...(accept.length > 0 && {
      accept: accept.map(({ rule, environments, reason }) => ({ rule, ...(environments && { environments }), reason })),
    }),
    files: Object.fromEntries([...files].sort(([a], [b]) => comparePaths(a, b))),
  });
}

/**
 * Parses a list of the repository. The text is not trusted, because files are removed by its paths.
 *
 * @param folders - Where an application's files may be.
 * @throws RepositoryContentError when goldenpath did not write it.
 */
export function parseList(text: string, app: string, folders: readonly string[], where: string): ManagedList {
  try {
    if (text.length > LONGEST) throw new TypeError('it is too long');
    const json = objectIn(JSON.parse(text));
    if (json['version'] !== VERSION) throw new TypeError('it is of another version of goldenpath');
    if (json['application'] !== app) throw new TypeError('it is of another application');
    const folder = stringIn(json['folder']);
    if (!folders.includes(folder)) throw new TypeError('it names a folder of another application');
    return {
      application: app,
      organisation: stringIn(json['organisation']),
      folder,
      image: json['image'] === undefined ? undefined : stringIn(json['image']),
      holdings: { storage: stringsIn(json['storage'] ?? []), databases: stringsIn(json['databases'] ?? []) },
      accept: acceptancesIn(json['accept'] ?? [], app),
      files: filesIn(json['files'], folder),
    };
  } catch (error) {
    const why =
      error instanceof SyntaxError ? 'it is not JSON' : error instanceof TypeError ? error.message : undefined;
    if (why === undefined) throw error;
    throw new RepositoryContentError(
      `${listPath(app)} in ${where} is not as goldenpath wrote it: ${why}.`,
      'Restore it from its history there (`git log` shows who changed it), and run this again.',
      { cause: error },
    );
  }
}

function filesIn(value: unknown, folder: string): Map<string, string> {
  const entries = Object.entries(objectIn(value));
  if (entries.length > MOST_FILES) throw new TypeError(`it has more than ${MOST_FILES} files`);
  return new Map(
    entries.map(([path, digest]) => {
      if (!isSafe(path) || !path.startsWith(`${folder}/`)) throw new TypeError('it names a path outside of its folder');
      return [path, stringIn(digest)];
    }),
  );
}

function isSafe(path: string): boolean {
  try {
    assertSafePath(path);
    return true;
  } catch {
    return false;
  }
}

function acceptancesIn(value: unknown, app: string): Acceptance[] {
  if (!Array.isArray(value)) throw new TypeError('`accept` is not a list');
  return value.map((item: unknown) => {
    const { rule, environments, reason } = objectIn(item);
    if (rule !== 'storage-loss' && rule !== 'database-loss') throw new TypeError('it accepts what it cannot');
    const limit = environments === undefined ? {} : { environments: stringsIn(environments) };
    return { rule, apps: [app], ...limit, reason: stringIn(reason) };
  });
}

function objectIn(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError('a map is missing');
  return value as Record<string, unknown>;
}

function stringIn(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('a text is missing');
  return value;
}

function stringsIn(value: unknown): string[] {
  if (!Array.isArray(value)) throw new TypeError('a list is missing');
  return value.map(stringIn);
}
