import { jsonText } from '@goldenpath/files';
import { RepositoryContentError, type Tip } from '@goldenpath/git';

/** The database of a preview: all that its removal needs to know. */
export interface PreviewDatabase {
  readonly database: string;
  readonly role: string;
  readonly secretPath: string;
  /** Identifier and master of the instance. */
  readonly instance: { readonly identifier: string; readonly masterUsername: string };
}

/**
 * The record of a preview in the central repository.
 *
 * `making`: a run makes it. `ready`: its folder is there. `removing`: a run removes it. `removed`: it is removed, and the run that was making
 * it may not know yet.
 */
export interface PreviewRecord {
  readonly app: string;
  readonly owner: string;
  /** The number of the pull request. */
  readonly number: number;
  readonly environment: string;
  /** The name of its namespace. */
  readonly name: string;
  readonly state: 'making' | 'ready' | 'removing' | 'removed';
  /** Identifies the run that made it last. */
  readonly run: string;
  /** The commit whose image runs: 40 hexadecimal digits. */
  readonly commit: string;
  /** As ISO dates. */
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Its address. @default it is not reachable from outside the cluster */
  readonly url?: string;
  /** @default it has no database */
  readonly database?: PreviewDatabase;
  /** Whether a run was making it when its removal began. @default false */
  readonly isBeingMade?: boolean;
}

/** The folder of the records. */
const RECORDS_FOLDER = '.goldenpath/previews';

const APP = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const STATES: readonly string[] = ['making', 'ready', 'removing', 'removed'];
const NAME = /^preview-[a-z0-9-]{1,55}$/;
const VERSION = 1;

/** Returns the path of a record. */
export function recordPath(app: string, number: number): string {
  return `${RECORDS_FOLDER}/${app}-pr-${number}.json`;
}

export function recordText(record: PreviewRecord): string {
  return jsonText({ version: VERSION, ...record });
}

/**
 * Reads the records of all previews, in order of application and number.
 *
 * @throws RepositoryContentError where goldenpath did not write one.
 */
export async function readRecords(tip: Tip): Promise<PreviewRecord[]> {
  const paths = (await tip.list(RECORDS_FOLDER)).map(({ path }) => path);
  const records = [...(await tip.readMany(paths))].map(([path, text]) => parseRecord(path, text));
  return records.sort((a, b) => (a.app === b.app ? a.number - b.number : a.app < b.app ? -1 : 1));
}

/** Reads one record; `undefined` where there is none. */
export async function readRecord(tip: Tip, app: string, number: number): Promise<PreviewRecord | undefined> {
  const path = recordPath(app, number);
  const text = await tip.read(path);
  return text === undefined ? undefined : parseRecord(path, text);
}

/** The text is not trusted: it decides which database is dropped. */
function parseRecord(path: string, text: string): PreviewRecord {
  const why = (() => {
    try {
      return problemIn(path, JSON.parse(text) as Readonly<Record<string, unknown>>);
    } catch {
      return 'it is not JSON of that form';
    }
  })();
  if (why === undefined) {
    const { version: _, ...record } = JSON.parse(text) as PreviewRecord & { readonly version: number };
    return record;
  }
  throw new RepositoryContentError(
    `${path} was not written by goldenpath: ${why}.`,
    'Restore it from its history (`git log` shows who changed it), and run the command again.',
  );
}

function problemIn(path: string, value: Readonly<Record<string, unknown>>): string | undefined {
  const { version, app, number, environment, name, state, run, commit, owner, createdAt, updatedAt } = value;
  if (version !== VERSION) return 'it was written by another version of goldenpath';
  if (typeof app !== 'string' || !APP.test(app)) return '`app` is not the name of an application';
  if (!Number.isSafeInteger(number) || Number(number) < 1) return '`number` is not the number of a pull request';
  if (path !== recordPath(app, Number(number))) return 'it is at the path of another preview';
  if (typeof environment !== 'string' || !APP.test(environment)) return '`environment` is not an environment';
  if (typeof name !== 'string' || !NAME.test(name) || !name.endsWith(`-pr-${String(number)}`))
    return '`name` is not the name of a preview';
  if (!STATES.includes(String(state))) return '`state` is unknown';
  if ([run, owner].some((text) => typeof text !== 'string')) return 'a text is missing';
  if (typeof commit !== 'string' || !/^[0-9a-f]{7,40}$/.test(commit)) return '`commit` is not a commit';
  if ([createdAt, updatedAt].some((date) => typeof date !== 'string' || Number.isNaN(Date.parse(date))))
    return 'a date is missing';
  return value['database'] === undefined
    ? undefined
    : databaseProblem(value['database'] as Readonly<Record<string, unknown>>, environment, Number(number));
}

/** A record must never lead to the database of an environment. */
function databaseProblem(
  { database, role, secretPath, instance }: Readonly<Record<string, unknown>>,
  environment: string,
  number: number,
): string | undefined {
  const isOfPullRequest = (name: unknown) =>
    typeof name === 'string' && /^[a-z][a-z0-9_]{2,62}$/.test(name) && name.endsWith(`_pr_${number}`);
  if (!isOfPullRequest(database) || !isOfPullRequest(role)) return 'its database is not that of a preview';
  if (secretPath !== `goldenpath/${environment}/${String(database)}/postgres`)
    return 'its secret is not that of a preview';
  const { identifier, masterUsername } = instance as Readonly<Record<string, unknown>>;
  if (![identifier, masterUsername].every((text) => typeof text === 'string' && /^[a-zA-Z][a-zA-Z0-9_-]*$/.test(text)))
    return 'its instance is not named';
  return undefined;
}
