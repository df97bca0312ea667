import { isSafePath, comparePaths, jsonText } from '@goldenpath/files';
import type { Acceptance } from '@goldenpath/extension';
import { RepositoryContentError } from '@goldenpath/git';
import { isPlatform, platformFolder } from './published-platform';
import type { Holdings } from './published-app';

/** The list of files that goldenpath published for one application. It manages no other files. */
export interface ManagedList {
  readonly application: string;
  /** The organisation of the fleet. Another fleet that publishes to the same repository does not change the list. */
  readonly organisation: string;
  /** The folder that contains all of the application's files. */
  readonly folder: string;
  readonly image: string | undefined;
  readonly holdings: Holdings;
  readonly accept: readonly Acceptance[];
  /** Digest of each generated file, without the release state. */
  readonly files: ReadonlyMap<string, string>;
}

/** The folder of our own files. The lists of applications are in a folder of it. */
export const OWN_FOLDER = '.goldenpath';
export const LIST_FOLDER = `${OWN_FOLDER}/apps`;
const VERSION = 1;
/** An upper limit: a longer list was not written by goldenpath. */
const MOST_FILES = 5000;
const LONGEST = 4 * 1024 * 1024;
const APP_NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Returns the path of the list of an application, or of a folder of the platform. */
export function listPath(app: string): string {
  return isPlatform(app) ? `${OWN_FOLDER}/${platformFolder(app)}.json` : `${LIST_FOLDER}/${app}.json`;
}

/** Returns the application whose list is at a path; undefined for other paths. */
export function appOfList(path: string): string | undefined {
  if (!path.startsWith(`${LIST_FOLDER}/`) || !path.endsWith('.json')) return undefined;
  const name = path.slice(LIST_FOLDER.length + 1, -'.json'.length);
  return APP_NAME.test(name) ? name : undefined;
}

/** Returns the text of a list, sorted and with one line per file, so that it merges well. */
export function listText(list: ManagedList): string {
  const { application, organisation, folder, image, holdings, accept, files } = list;
  const said = accept.filter(({ rule }) => isListed(rule, holdings));
  return jsonText({
    version: VERSION,
    application,
    organisation,
    folder,
    ...(image !== undefined && { image }),
    ...heldIn(holdings),
    ...(said.length > 0 && {
      accept: said.map(({ rule, environments, reason }) => ({ rule, ...(environments && { environments }), reason })),
    }),
    files: Object.fromEntries([...files].sort(([a], [b]) => comparePaths(a, b))),
  });
}

/**
 * Parses a list from the repository. The text is not trusted, because its paths decide which files are removed.
 *
 * @param folders - The folders that can contain the application's files.
 * @throws RepositoryContentError when goldenpath did not write it.
 */
export function parseList(text: string, app: string, folders: readonly string[], where: string): ManagedList {
  try {
    if (text.length > LONGEST) throw new TypeError('it is too long');
    const json = objectIn(JSON.parse(text));
    if (json['version'] !== VERSION) throw new TypeError('it was written by another version of goldenpath');
    if (json['application'] !== app) throw new TypeError('it belongs to another application');
    const folder = stringIn(json['folder']);
    if (!folders.includes(folder)) throw new TypeError('it names a folder of another application');
    const holdings = holdingsIn(json);
    return {
      application: app,
      organisation: stringIn(json['organisation']),
      folder,
      image: json['image'] === undefined ? undefined : stringIn(json['image']),
      holdings,
      accept: acceptancesIn(json['accept'] ?? [], app, holdings),
      files: filesIn(json['files'], folder),
    };
  } catch (error) {
    const why =
      error instanceof SyntaxError ? 'it is not JSON' : error instanceof TypeError ? error.message : undefined;
    if (why === undefined) throw error;
    throw new RepositoryContentError(
      `${listPath(app)} in ${where} was not written by goldenpath: ${why}.`,
      'Restore it from its history (`git log` shows who changed it), then run this again.',
      { cause: error },
    );
  }
}

/** Fields of the first format, by the rule that reports the loss. All other rules are under `holdings`. */
const NAMED_FIELDS: ReadonlyMap<string, string> = new Map([
  ['storage-loss', 'storage'],
  ['database-loss', 'databases'],
]);

/** A rule that reports a loss. */
const LOSS = /^[a-z0-9-]{1,60}-loss$/;

function heldIn(holdings: Holdings): Record<string, unknown> {
  const held = [...holdings].filter(([, environments]) => environments.length > 0);
  const named = [...NAMED_FIELDS].flatMap(([rule, field]) =>
    held.filter(([each]) => each === rule).map(([, environments]) => [field, environments] as const),
  );
  const others = held.filter(([rule]) => !NAMED_FIELDS.has(rule)).sort(([a], [b]) => comparePaths(a, b));
  return { ...Object.fromEntries(named), ...(others.length > 0 && { holdings: Object.fromEntries(others) }) };
}

function holdingsIn(json: Record<string, unknown>): Holdings {
  const named = [...NAMED_FIELDS].map(([rule, field]) => [rule, json[field] ?? []] as const);
  const others = Object.entries(objectIn(json['holdings'] ?? {}));
  return new Map(
    [...named, ...others].map(([rule, environments]) => {
      if (!LOSS.test(rule)) throw new TypeError('`holdings` contains an invalid rule');
      return [rule, stringsIn(environments)];
    }),
  );
}

/** Returns whether a list may contain an acceptance for a rule. */
function isListed(rule: string, holdings: Holdings): boolean {
  return NAMED_FIELDS.has(rule) || holdings.has(rule);
}

function filesIn(value: unknown, folder: string): Map<string, string> {
  const entries = Object.entries(objectIn(value));
  if (entries.length > MOST_FILES) throw new TypeError(`it has more than ${MOST_FILES} files`);
  return new Map(
    entries.map(([path, digest]) => {
      if (!isSafePath(path) || !path.startsWith(`${folder}/`))
        throw new TypeError('it names a path outside of its folder');
      return [path, stringIn(digest)];
    }),
  );
}

function acceptancesIn(value: unknown, app: string, holdings: Holdings): Acceptance[] {
  if (!Array.isArray(value)) throw new TypeError('`accept` is not a list');
  return value.map((item: unknown) => {
    const { rule, environments, reason } = objectIn(item);
    if (typeof rule !== 'string' || !isListed(rule, holdings))
      throw new TypeError('`accept` contains an unsupported rule');
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
