import { comparePaths } from '@goldenpath/files';
import type { Session } from './session';

/** A change to a repository, on top of the tip that it was made for. */
export interface Change {
  /** New content of files, by path from the root. */
  readonly writes: ReadonlyMap<string, string>;
  /** Which of the written files are programs. @default none */
  readonly executables?: ReadonlySet<string>;
  /** Paths of files to remove. A missing file is not an error. */
  readonly removals: readonly string[];
  /** The commit's message. */
  readonly message: string;
}

export interface CommitOptions {
  /** The tip commit and its tree. */
  readonly parent: string | undefined;
  readonly parentTree: string | undefined;
  readonly author: string;
  readonly committer: string;
  /** Seconds since 1970. */
  readonly seconds: number;
  /** Number of the attempt. Each attempt has its own ref. */
  readonly attempt: number;
}

/** A commit in the scratch repository. */
export interface MadeCommit {
  readonly commit: string;
  /** Whether the commit changes nothing. */
  readonly isEmpty: boolean;
}

/** The command that creates files, folders and a commit from a stream. */
const WRITER = 'fast-import';

/**
 * Makes a commit without a working copy or an index. One process writes the files, folders and the commit, and reads only the folders on
 * the paths.
 */
export async function makeCommit(session: Session, change: Change, options: CommitOptions): Promise<MadeCommit> {
  const ref = `refs/goldenpath/attempt-${options.attempt}`;
  const made = await session.git([WRITER, '--quiet', '--done', '--date-format=raw'], {
    input: importStream(ref, change, options),
  });
  if (made.end !== 0) throw session.failure(made);
  const [commit = '', ls = ''] = made.stdout.toString('utf8').split('\n');
  const [, tree] = /^040000 tree ([0-9a-f]+)/.exec(ls) ?? [];
  if (tree === undefined) throw new Error(`git fast-import printed no tree: ${ls}`);
  if (tree === options.parentTree) return { commit, isEmpty: true };
  return { commit: await signedIfWanted(session, commit, tree, change, options), isEmpty: false };
}

function importStream(
  ref: string,
  { writes, executables, removals, message }: Change,
  options: CommitOptions,
): (string | Buffer)[] {
  const when = `${options.seconds} +0000`;
  return [
    `feature done\ncommit ${ref}\nmark :1\nauthor ${options.author} ${when}\ncommitter ${options.committer} ${when}\n`,
    ...data(message),
    ...(options.parent === undefined ? [] : [`from ${options.parent}\n`]),
    // Our paths need no quotes: `assertSafePath` excludes `"` and control characters.
    ...[...removals].sort(comparePaths).map((path) => `D ${path}\n`),
    ...[...writes]
      .sort(([a], [b]) => comparePaths(a, b))
      .flatMap(([path, text]) => [
        `M ${executables?.has(path) === true ? '100755' : '100644'} inline ${path}\n`,
        ...data(text),
      ]),
    '\nget-mark :1\nls :1 ""\ndone\n',
  ];
}

function data(text: string): (string | Buffer)[] {
  const bytes = Buffer.from(text, 'utf8');
  return [`data ${bytes.length}\n`, bytes, '\n'];
}

/** Signs the commit if the user's configuration signs all commits, with the user's key. */
async function signedIfWanted(
  session: Session,
  commit: string,
  tree: string,
  { message }: Change,
  { parent, author, committer, seconds }: CommitOptions,
): Promise<string> {
  if (!session.settings.signs) return commit;
  const parents = parent === undefined ? [] : ['-p', parent];
  const signed = await session.git(['commit-tree', '-S', ...parents, '-F', '-', tree], {
    input: message,
    env: { ...identityVariables('AUTHOR', author, seconds), ...identityVariables('COMMITTER', committer, seconds) },
  });
  if (signed.end !== 0) throw session.failure(signed);
  return signed.stdout.toString('utf8').trim();
}

function identityVariables(role: string, identity: string, seconds: number): Record<string, string> {
  const [, name = '', email = ''] = /^(.*) <(.*)>$/s.exec(identity) ?? [];
  return { [`GIT_${role}_NAME`]: name, [`GIT_${role}_EMAIL`]: email, [`GIT_${role}_DATE`]: `@${seconds} +0000` };
}
