import type { DriftReport } from './finding';
import { issueBody, issueTitle, type Mark, markOf, tryReadMark } from './issue-text';

/** An open issue, as GitHub's API lists it. */
export interface OpenIssue {
  readonly number: number;
  readonly title: string;
  readonly body: string | null;
  readonly user: { readonly login: string } | null;
  /** There, where it is a pull request. */
  readonly pull_request?: unknown;
}

/** A call of GitHub's API: the path is below the repository. */
export interface IssueAction {
  readonly method: 'POST' | 'PATCH';
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface ReconcileOptions {
  /** Every stack of the fleet: what is told of others is out of date. */
  readonly fleet: readonly string[];
  /** Whose issues are ours: nobody else's are touched, whatever is in them. @default `github-actions[bot]` */
  readonly author?: string;
  /** @default `drift` */
  readonly label?: string;
  /** How many issues are opened at once; the rest is for the next time. @default 50 */
  readonly most?: number;
}

/**
 * What has to be done to the issues so that there is exactly one open for each finding. Doing it twice changes nothing more.
 *
 * An issue is closed where its stack was compared with the cloud and the finding is gone, or where the stack left the fleet: a
 * night on which a stack could not be planned closes nothing.
 */
export function reconcile(
  report: DriftReport,
  issues: readonly OpenIssue[],
  { fleet, author = 'github-actions[bot]', label = 'drift', most = 50 }: ReconcileOptions,
): IssueAction[] {
  const ours = ownIssues(issues, author);
  const wanted = new Map(report.findings.map((finding) => [markOf(finding).key, finding]));
  const told = new Map<string, OpenIssue>();
  for (const { mark, issue } of ours) if (!told.has(mark.key)) told.set(mark.key, issue);
  const updates = [...wanted].flatMap(([key, finding]) => {
    const issue = told.get(key);
    const [title, body] = [issueTitle(finding), issueBody(finding)];
    // GitHub may give a text back without its last line's end.
    if (issue === undefined || (issue.title === title && issue.body?.trimEnd() === body.trimEnd())) return [];
    return [{ method: 'PATCH' as const, path: `issues/${issue.number}`, body: { title, body } }];
  });
  const opened = [...wanted].filter(([key]) => !told.has(key)).slice(0, most);
  const closed = ours.flatMap(({ mark, issue }) => {
    if (told.get(mark.key) !== issue) return close(issue, 'Another issue tells the same.');
    if (!fleet.includes(mark.stack)) return close(issue, 'The stack left the fleet.');
    if (wanted.has(mark.key) || !report.compared.includes(mark.stack)) return [];
    return close(issue, 'The last comparison found it as it was deployed.');
  });
  return [
    ...closed,
    ...updates,
    ...opened.map(([, finding]) => ({
      method: 'POST' as const,
      path: 'issues',
      body: { title: issueTitle(finding), body: issueBody(finding), labels: [label] },
    })),
  ];
}

interface MarkedIssue {
  readonly mark: Mark;
  readonly issue: OpenIssue;
}

/** The oldest first. */
function ownIssues(issues: readonly OpenIssue[], author: string): MarkedIssue[] {
  return issues
    .filter(({ user, pull_request: pullRequest }) => user?.login === author && pullRequest === undefined)
    .flatMap((issue) => {
      const mark = tryReadMark(issue.body ?? '');
      return mark === undefined || !Number.isSafeInteger(issue.number) || issue.number < 1 ? [] : [{ mark, issue }];
    })
    .sort((a, b) => a.issue.number - b.issue.number);
}

function close({ number }: OpenIssue, why: string): IssueAction[] {
  return [
    { method: 'POST', path: `issues/${number}/comments`, body: { body: why } },
    { method: 'PATCH', path: `issues/${number}`, body: { state: 'closed', state_reason: 'completed' } },
  ];
}
