/** The texts of a pull request that adds an application. */
export interface PullRequestText {
  /** The branch. The same spec gives the same branch: a second run continues the pull request of the first. */
  readonly branch: string;
  readonly title: string;
  /** Markdown. */
  readonly description: string;
}

/** Returns the texts. Text of the user is only shown as code, so that nothing in it is a link, a mention or a command of GitHub. */
export function pullRequestOf(added: {
  readonly name: string;
  readonly spec: string;
  readonly digest: string;
  readonly user?: string | undefined;
}): PullRequestText {
  const { name, spec, digest, user } = added;
  const by = user === undefined ? '' : ` by ${code(user)}`;
  return {
    branch: `add-${name}-${digest}`,
    title: `Add ${name}`,
    description: [
      `Requested in Backstage${by}. The review of this pull request shows what it makes. After the merge, CI makes it.`,
      fenced(spec),
    ].join('\n\n'),
  };
}

function code(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  const fence = '`'.repeat(longestRun(line) + 1);
  return `${fence} ${line} ${fence}`;
}

function fenced(text: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}yaml\n${text}${fence}\n`;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
