import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { systemCode } from '@goldenpath/errors';
import { assertBranchName } from './branch-name';
import { type Environment, gitEnvironment } from '../environment';
import { RepositoryError } from '../errors';
import { failureOf, type RemoteFailure, stopped } from './failures';
import { ObjectReader } from './object-reader';
import { redactor } from '@goldenpath/process';
import { assertRemoteUrl, isLocalPath, shownUrl } from './remote-url';
import { type GitResult, runGit } from '../run-git';
import { openScratch, REMOTE, type Scratch } from './scratch';
import { type Settings, settingsIn } from './settings';

/** A branch of a repository. */
export interface RepositoryTarget {
  /** A URL, `user@host:path`, or the absolute path of a bare repository. Never contains a password. */
  readonly url: string;
  readonly branch: string;
  /** The branch that a new branch starts from, such as the base of a pull request. @default none */
  readonly startFrom?: string;
}

/** Options for access to a remote repository. */
export interface RepositoryOptions {
  readonly env: Environment;
  /** Returns milliseconds since 1970. */
  readonly now: () => number;
  /** Time limit for the whole operation in milliseconds. @default 120000 */
  readonly deadlineMs?: number;
  /** Milliseconds until the server must send its first output. @default 30000 */
  readonly connectMs?: number;
  /** Stops the operation at once. Nothing is left behind. */
  readonly signal?: AbortSignal | undefined;
  /** @default the system's folder for temporary files */
  readonly temporaryFolder?: string;
}

const DEADLINE_MS = 120_000;
const CONNECT_MS = 30_000;
const SECOND = 1000;

/** Git commands on a scratch repository with one remote. */
export interface Session {
  readonly target: RepositoryTarget;
  /** The remote, safe to print. */
  readonly where: string;
  readonly objects: ObjectReader;
  readonly settings: Settings;
  /** Returns the commit that was fetched last. */
  readonly fetched: () => string | undefined;
  /** Returns the milliseconds that are left. */
  readonly remaining: () => number;
  /** Returns whether single files are fetched on demand. */
  readonly filtered: () => boolean;
  /**
   * Switches to another form of the protocol.
   *
   * @returns Whether this changes anything, so that another attempt can succeed.
   */
  readonly adapt: (way: 'unfiltered' | 'sha256') => boolean;
  /** Runs Git on the scratch repository. */
  readonly git: (args: readonly string[], input?: SessionRun) => Promise<GitResult>;
  /** Runs a command on the remote. Like {@link git}, but fails when the server stays silent. */
  readonly remote: (command: 'fetch' | 'push', args: readonly string[], more?: RemoteRun) => Promise<GitResult>;
  readonly failure: (result: GitResult) => RemoteFailure;
  /** Stops all running Git processes. */
  readonly stop: () => void;
  readonly signal?: AbortSignal | undefined;
}

export interface RemoteRun {
  readonly input?: string;
  /** Settings for this run only: `name=value`. */
  readonly config?: readonly string[];
}

export interface SessionRun {
  readonly input?: string | readonly (string | Buffer)[];
  readonly env?: Environment;
}

/**
 * Opens a session for `work`, and closes it afterwards.
 *
 * @throws RepositoryError when the URL or the branch is invalid, Git is not installed, or the temporary folder is not writable.
 */
export async function withSession<T>(
  target: RepositoryTarget,
  options: RepositoryOptions,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  assertRemoteUrl(target.url);
  assertBranchName(target.branch);
  if (target.startFrom !== undefined) assertBranchName(target.startFrom);
  const scratch = openScratch(target.url, resolve(options.temporaryFolder ?? tmpdir()));
  const session = await openSession(target, options, scratch).catch((error: unknown) => {
    scratch.remove();
    throw error;
  });
  try {
    return await work(session);
  } finally {
    session.objects.close();
    scratch.remove();
  }
}

async function openSession(target: RepositoryTarget, options: RepositoryOptions, scratch: Scratch): Promise<Session> {
  const redact = redactor(options.env);
  const { env, settings } = await prepareGit(options, scratch);
  const end = options.now() + (options.deadlineMs ?? DEADLINE_MS);
  const remaining = () => end - options.now();
  const where = redact(shownUrl(target.url));
  const ways = new Set<string>();
  const readerEnv = { ...env, GIT_DIR: scratch.reader, GIT_OBJECT_DIRECTORY: join(scratch.repository, 'objects') };
  const objects = new ObjectReader({ env: readerEnv, cwd: scratch.reader });
  const own = new AbortController();
  const signals = options.signal === undefined ? [own.signal] : [own.signal, options.signal];
  const base = { cwd: scratch.repository, cancel: AbortSignal.any(signals) };
  const git: Session['git'] = (args, { input = '', env: more = {} } = {}) =>
    runGit([`--git-dir=${scratch.repository}`, ...args], {
      ...base,
      env: { ...env, ...more },
      input,
      timeoutMs: remaining(),
    });
  const firstOutputMs = options.connectMs ?? CONNECT_MS;
  const serve = isLocalPath(target.url) ? [`--upload-pack=${LOCAL_UPLOAD_PACK}`] : [];
  return {
    target,
    where,
    objects,
    settings,
    fetched: () => tryReadRef(join(scratch.repository, TIP_REF)),
    remaining,
    filtered: () => !ways.has('unfiltered'),
    adapt: (way) => {
      if (ways.has(way)) return false;
      ways.add(way);
      // Objects that were fetched in the other form would look complete.
      objects.close();
      scratch.startOver(ways.has('sha256') ? 'sha256' : 'sha1');
      return true;
    },
    git,
    remote: (command, args, { input = '', config = [] } = {}) =>
      runGit(
        [
          ...config.flatMap((setting) => ['-c', setting]),
          `--git-dir=${scratch.repository}`,
          command,
          '--progress',
          ...(command === 'fetch' ? serve : []),
          ...args,
        ],
        { ...base, env, input, timeoutMs: remaining(), firstOutputMs },
      ),
    failure: (result) => failureOf(result, where, redact),
    stop: () => own.abort(),
    signal: options.signal,
  };
}

/** A path on this machine has no server configuration, so this enables the features that common servers have. */
const LOCAL_UPLOAD_PACK = 'git -c uploadpack.allowFilter=true -c uploadpack.allowAnySHA1InWant=true upload-pack';

const OLDEST_GIT = [2, 29] as const;

/** Checks the version of Git and reads its configuration. */
async function prepareGit(
  options: RepositoryOptions,
  scratch: Scratch,
): Promise<{ env: Environment; settings: Settings }> {
  const run = {
    env: gitEnvironment(options.env),
    cwd: scratch.repository,
    timeoutMs: 30 * SECOND,
    cancel: options.signal,
  };
  const [version, listed] = await Promise.all([
    runGit(['--version'], run),
    runGit([`--git-dir=${scratch.repository}`, 'config', '--list', '-z'], run),
  ]);
  if (version.end === 'cancelled' || listed.end === 'cancelled') throw stopped();
  assertVersion(version.stdout.toString('utf8'));
  if (listed.end !== 0) throw failureOf(listed, 'the configuration of Git', redactor(options.env));
  const settings = settingsIn(listed.stdout.toString('utf8'), options.env);
  return { env: gitEnvironment(options.env, settings.choosesSsh), settings };
}

function tryReadRef(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function assertVersion(output: string): void {
  const [, major = '', minor = ''] = /git version (\d+)\.(\d+)/.exec(output) ?? [];
  const [oldestMajor, oldestMinor] = OLDEST_GIT;
  if (Number(major) > oldestMajor || (Number(major) === oldestMajor && Number(minor) >= oldestMinor)) return;
  const found =
    major === '' ? 'The `git` on the PATH does not report its version.' : `Git ${major}.${minor} is too old.`;
  throw new RepositoryError('old-git', found, `Install Git ${OLDEST_GIT.join('.')} or newer, then run this again.`);
}

/** Returns the arguments that fetch the tip of a branch into the scratch repository. */
export function fetchArguments(session: Session, branch: string, depth: readonly string[]): string[] {
  return [
    ...depth,
    ...(session.filtered() ? ['--filter=blob:none'] : []),
    '--no-tags',
    '--no-write-fetch-head',
    '--no-recurse-submodules',
    REMOTE,
    `+refs/heads/${branch}:${TIP_REF}`,
  ];
}

/** The ref of the fetched tip. */
const TIP_REF = 'refs/goldenpath/tip';
