import { comparePaths } from '@goldenpath/files';
import type { Session } from './session';

/** Who a commit is by. */
export interface Identity {
  readonly name: string;
  readonly email: string;
}

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
  readonly parent: string | undefined;
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

/**
 * Makes a commit without a working copy and without an index: one process writes files, folders and the commit, and reads
 * only the folders on the way.
 */
export async function makeCommit(session: Session, change: Change, options: CommitOptions): Promise<MadeCommit> {
  const ref = `refs/goldenpath/attempt-${options.attempt}`;
  const made = await session.git(['fast-import', '--quiet', '--done', '--date-format=raw'], {
    input: importStream(ref, change, options),
  });
  if (made.code !== 0) throw session.failure(made);
  const ours = made.stdout.toString('utf8').trim();
  const trees = [`${ours}^{tree}`, ...(options.parent === undefined ? [] : [`${options.parent}^{tree}`])];
  const parsed = await session.git(['rev-parse', ...trees]);
  if (parsed.code !== 0) throw session.failure(parsed);
  const [after = '', before] = parsed.stdout.toString('utf8').trim().split('\n');
  if (after === before) return { commit: ours, isEmpty: true };
  return { commit: await signedIfWanted(session, ours, after, change, options), isEmpty: false };
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
    '\nget-mark :1\ndone\n',
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
  const wanted = await session.git(['config', '--type=bool', '--get', 'commit.gpgSign']);
  if (wanted.stdout.toString('utf8').trim() !== 'true') return commit;
  const parents = parent === undefined ? [] : ['-p', parent];
  const signed = await session.git(['commit-tree', '-S', ...parents, '-F', '-', tree], {
    input: message,
    env: { ...identityVariables('AUTHOR', author, seconds), ...identityVariables('COMMITTER', committer, seconds) },
  });
  if (signed.code !== 0) throw session.failure(signed);
  return signed.stdout.toString('utf8').trim();
}

function identityVariables(role: string, identity: string, seconds: number): Record<string, string> {
  const [, name = '', email = ''] = /^(.*) <(.*)>$/s.exec(identity) ?? [];
  return { [`GIT_${role}_NAME`]: name, [`GIT_${role}_EMAIL`]: email, [`GIT_${role}_DATE`]: `@${seconds} +0000` };
}

/** Who commits, where nobody said so: a pipeline often has no name. */
const NOBODY: Identity = { name: 'goldenpath', email: 'goldenpath@localhost' };

/** `Name <email>` as Git would put it into a commit, from the environment and the configuration. */
export async function identityOf(session: Session, role: 'AUTHOR' | 'COMMITTER', given?: Identity): Promise<string> {
  if (given !== undefined) return identityText(given);
  const result = await session.git(['-c', 'user.useConfigOnly=true', 'var', `GIT_${role}_IDENT`]);
  const [, identity] = /^(.* <.*>) \d+ [+-]\d+$/m.exec(result.stdout.toString('utf8')) ?? [];
  return result.code === 0 && identity !== undefined ? identity : identityText(NOBODY);
}

/** What would end the name or the line is left out, as Git does. */
function identityText({ name, email }: Identity): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what this looks for
  const plain = (text: string) => text.replaceAll(/[\u0000-\u001f\u007f<>]/g, '').trim();
  return `${plain(name)} <${plain(email)}>`;
}
