import { RepositoryError, type RepositoryReason } from '../errors';
import { printable, type Redact } from '@goldenpath/process';
import type { GitResult } from '../run-git';

/**
 * Why another attempt can succeed. `moved`: the branch moved during the push. `network`: the connection failed. `unfiltered`, `sha256`: the
 * server needs another form of the protocol.
 */
export type RetryReason = 'moved' | 'network' | 'unfiltered' | 'sha256';

/** A remote command failed. `retry` says whether another attempt can succeed. */
export class RemoteFailure extends RepositoryError {
  constructor(
    reason: RepositoryReason,
    what: string,
    remedy: string,
    readonly retry: RetryReason | undefined,
  ) {
    super(reason, what, remedy);
  }
}

interface Rule {
  readonly message: RegExp;
  readonly reason: RepositoryReason;
  readonly what: (where: string) => string;
  readonly remedy: string;
  readonly retry?: RetryReason;
  /**
   * Whether the error quotes the server. `known`: only phrases that contain no secret. Used when the server refused a credential, because a
   * bad server may repeat it.
   */
  readonly quoted?: true | 'known';
}

const CREDENTIALS =
  'Check that Git has credentials for this URL (`git ls-remote` with it tests the same), and that they allow writing.';

/** The first matching rule applies. The patterns are English messages of Git and of well-known servers. */
const RULES: readonly Rule[] = [
  {
    message:
      /no space left on device|disk quota exceeded|unable to (?:write|create) .*(?:ENOSPC|EDQUOT)|file too large/i,
    reason: 'full',
    what: (where) => `There is no space left on the disk of ${where}, or of this machine's temporary folder.`,
    remedy: 'Free some space there and run this again.',
    quoted: true,
  },
  {
    message: /\[remote rejected\].*\((?:branch is currently checked out|refusing to update checked out branch)/i,
    reason: 'declined',
    what: (where) => `${where} is a working copy that has this branch checked out.`,
    remedy: 'Publish to a bare repository, or to another branch with `--branch`.',
  },
  {
    message:
      /\[remote rejected\].*\((?:failed to update ref|cannot lock ref|incorrect old value|failed to lock|reference already exists|fetch first|atomic transaction failed|remote ref updated)|cannot lock ref|remote ref updated since|reference already exists|unable to create '.*\.lock'/i,
    reason: 'contended',
    what: (where) => `${where} was changed by another push at the same time.`,
    remedy: 'Run this again.',
    retry: 'moved',
  },
  {
    message: /\[rejected\].*\((?:fetch first|non-fast-forward|stale info|needs force|remote ref updated)/i,
    reason: 'contended',
    what: (where) => `${where} was changed by another push at the same time.`,
    remedy: 'Run this again.',
    retry: 'moved',
  },
  {
    message:
      /protected branch|GH006|GH013|not allowed to push code to protected|push declined due to repository rule|TF402455/i,
    reason: 'declined',
    what: (where) => `${where} refuses pushes to this branch, because it is protected.`,
    remedy: 'Publish a branch for a pull request with `--pull-request`, or let this identity push there.',
    quoted: true,
  },
  {
    message: /\[remote rejected\].*\((?:pre-receive hook declined|hook declined|update hook|proc-receive)/i,
    reason: 'declined',
    what: (where) => `A hook of ${where} declined the commit.`,
    remedy: 'Fix what it asks for, or publish a branch for a pull request with `--pull-request`.',
    quoted: true,
  },
  {
    message:
      /unpacker error|unpack failed|remote unpack failed|unable to (?:write|create)|insufficient permission for adding an object/i,
    reason: 'full',
    what: (where) => `${where} could not store the commit.`,
    remedy: 'Check that its disk has space and is writable, then run this again.',
    quoted: true,
  },
  {
    message: /\[remote rejected\]/i,
    reason: 'declined',
    what: (where) => `${where} refused the commit.`,
    remedy: 'Fix what it reports, or publish a branch for a pull request with `--pull-request`.',
    quoted: true,
  },
  {
    message: /dubious ownership/i,
    reason: 'untrusted-folder',
    what: (where) => `${where} belongs to another user, so Git does not trust it.`,
    remedy: 'Run this as its owner, or add it to `safe.directory` in your Git configuration.',
  },
  {
    message:
      /authentication failed|could not read (?:username|password)|permission denied|returned error: 40[13]|access denied|invalid (?:username|credentials)|write access to repository not granted|no anonymous write|host key verification failed|terminal prompts disabled|unable to get password|remote: forbidden|not authorized/i,
    reason: 'denied',
    what: (where) => `${where} did not let this identity in.`,
    remedy: CREDENTIALS,
    quoted: 'known',
  },
  {
    message:
      /does not appear to be a git repository|not a git repository|invalid gitfile|not valid: is this a git repository|bad object HEAD/i,
    reason: 'not-a-repository',
    what: (where) => `There is no Git repository at ${where}.`,
    remedy: 'Check the address; if it does not exist yet, create it with `git init --bare`.',
  },
  {
    message:
      /repository .*not found|returned error: 404|project .*(?:not found|could not be found)|does not exist|no such file or directory|returned error: 410/i,
    reason: 'not-found',
    what: (where) => `There is no repository at ${where}, or this identity may not read it.`,
    remedy: 'Check the address, and that this identity may read and write the repository.',
  },
  {
    message: /mismatched algorithms: client sha1; server sha256/i,
    reason: 'failed',
    what: (where) => `${where} uses SHA-256 object ids.`,
    remedy: 'Install a newer Git.',
    retry: 'sha256',
  },
  {
    message: /not our ref|unadvertised object|server does not allow request/i,
    reason: 'failed',
    what: (where) => `${where} does not serve single files.`,
    remedy: 'Run this again.',
    retry: 'unfiltered',
  },
  {
    message:
      /could not resolve (?:host|hostname)|name or service not known|temporary failure in name resolution|network is unreachable|no route to host|connection refused|failed to connect|couldn't connect|unable to look up/i,
    reason: 'unreachable',
    what: (where) => `${where} cannot be reached.`,
    remedy: 'Check the address, the network and its proxy, then run this again.',
    retry: 'network',
    quoted: true,
  },
  {
    message:
      /timed out|connection reset|connection closed|broken pipe|early eof|unexpected disconnect|hung up unexpectedly|rpc failed|returned error: (?:429|5\d\d)|gnutls|ssl_|transfer closed|could not read from remote repository/i,
    reason: 'unreachable',
    what: (where) => `The connection to ${where} broke.`,
    remedy: 'Check the network and the server, then run this again.',
    retry: 'network',
    quoted: true,
  },
];

/** Returns the error for a Git command that failed. */
export function failureOf({ end, stdout, stderr }: GitResult, where: string, redact: Redact): RemoteFailure {
  if (end === 'cancelled') return stopped();
  if (end === 'silent' || end === 'timeout') {
    return new RemoteFailure(
      'hangs',
      `${where} did not answer in time.`,
      'Check the network and the server, then run this again. `--timeout` sets how long to wait.',
      undefined,
    );
  }
  const output = `${stdout.toString('utf8')}\n${stderr}`;
  const rule = RULES.find((each) => each.message.test(output));
  const words = wordsOf(output, redact);
  if (rule === undefined) {
    return new RemoteFailure(
      'failed',
      `Git failed on ${where}.${words === '' ? '' : ` It says: ${words}`}`,
      'Fix what it reports, then run this again.',
      undefined,
    );
  }
  const quote = quoteOf(rule, words);
  return new RemoteFailure(rule.reason, `${rule.what(where)}${quote}`, rule.remedy, rule.retry);
}

const KNOWN_WORDS =
  /permission to [\w./-]+ denied to [\w[\]-]+|permission denied \([a-z,-]+\)|write access to repository not granted|saml sso|returned error: \d{3}|host key verification failed/i;

function quoteOf({ quoted }: Rule, words: string): string {
  const shown = quoted === 'known' ? (KNOWN_WORDS.exec(words)?.[0] ?? '') : words;
  if (quoted === undefined || shown === '') return '';
  return ` It says: ${shown}${/[.!?…]$/.test(shown) ? '' : '.'}`;
}

export function stopped(): RemoteFailure {
  return new RemoteFailure(
    'stopped',
    'The run was stopped.',
    'Run it again to finish. No partial change was made.',
    undefined,
  );
}

const PROGRESS =
  /^(?:remote: )?(?:enumerating|counting|compressing|receiving|resolving|writing|total|unpacking|filtering|delta compression|updating files)\b/i;
const NOISE =
  /^(?:to |from |done$|hint:|error: failed to push some refs|.*\[new branch\]|and the repository exists|please make sure)/i;
const SUMMARY = /^!\s+[0-9a-f]{40,64}:\S+\s+(?:\[[a-z ]+\] )?/;
const MOST_LINES = 12;
const LONGEST_LINE = 300;

/** Returns the messages of the server and of Git, shortened, without progress, secrets and control characters. */
function wordsOf(output: string, redact: Redact): string {
  const lines = printable(redact(output))
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && line !== 'remote:' && !PROGRESS.test(line) && !NOISE.test(line));
  // Git's summary of a refusal is shown only when the server gives no reason.
  const why = lines.filter((line) => !SUMMARY.test(line));
  const words = (why.length === 0 ? lines : why)
    .map((line) =>
      line
        .replace(/^(?:remote|fatal|error): /, '')
        .replace(SUMMARY, '')
        .trim(),
    )
    .map((line) => (line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line));
  const shown = [...new Set(words)].slice(0, MOST_LINES).join(' / ');
  return shown === '' || /[.!?…]$/.test(shown) ? shown : `${shown}.`;
}
