import { comparePaths } from '@goldenpath/files';
import type { Session } from './session';

/** A change to a repository, on top of the tip that it was proposed for. */
export interface Change {
  /** New text of files, by path from the root. */
  readonly writes: ReadonlyMap<string, string>;
  /** Paths of files that go; one that is not there is no mistake. */
  readonly removals: readonly string[];
  /** The commit's message. */
  readonly message: string;
}

export interface CommitOptions {
  /** The tip, and the tree of it. */
  readonly parent: string | undefined;
  readonly parentTree: string | undefined;
  readonly author: string;
  readonly committer: string;
  /** Seconds since 1970. */
  readonly seconds: number;
  /** Number of the attempt: each has a ref of its own. */
  readonly attempt: number;
}

/** A commit of the scratch repository. */
export interface MadeCommit {
  readonly commit: string;
  /** Whether it changes nothing. */
  readonly isEmpty: boolean;
}

/** The one command that makes files, folders and a commit from a stream. */
const WRITER = 'fast-import';

/**
 * Makes a commit without a working copy and without an index: one process writes files, folders and the commit, and reads
 * only the folders on the way.
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

function importStream(ref: string, { writes, removals, message }: Change, options: CommitOptions): (string | Buffer)[] {
  const when = `${options.seconds} +0000`;
  return [
    `feature done\ncommit ${ref}\nmark :1\nauthor ${options.author} ${when}\ncommitter ${options.committer} ${when}\n`,
    ...data(message),
    ...(options.parent === undefined ? [] : [`from ${options.parent}\n`]),
    // A path of ours needs no quotes: it has passed `assertSafePath`, which leaves out `"` and control characters.
    ...[...removals].sort(comparePaths).map((path) => `D ${path}\n`),
    ...[...writes]
      .sort(([a], [b]) => comparePaths(a, b))
      .flatMap(([path, text]) => [`M 100644 inline ${path}\n`, ...data(text)]),
    '\nget-mark :1\nls :1 ""\ndone\n',
  ];
}

function data(text: string): (string | Buffer)[] {
  const bytes = Buffer.from(text, 'utf8');
  return [`data ${bytes.length}\n`, bytes, '\n'];
}

/** Where the person has all commits signed, this one is as well: with their key, by their configuration. */
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
