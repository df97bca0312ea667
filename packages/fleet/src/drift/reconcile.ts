import type { DriftReport } from './finding';
import { issueBody, issueTitle, type Mark, markOf, tryReadMark } from './issue-text';

/** An open issue, as GitHub's API lists it. */
export interface OpenIssue {
  readonly number: number;
  readonly title: string;
  readonly body: string | null;
  readonly user: { readonly login: string } | null;
  /** Present when it is a pull request. */
  readonly pull_request?: unknown;
}

/** A call to GitHub's API. The path is relative to the repository. */
export interface IssueAction {
  readonly method: 'POST' | 'PATCH';
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface ReconcileOptions {
  /** Every stack of the fleet. Issues about other stacks are out of date. */
  readonly fleet: readonly string[];
  /** The author of our issues. Issues of other authors are never changed. @default `github-actions[bot]` */
  readonly author?: string;
  /** @default `drift` */
  readonly label?: string;
  /** The maximum number of issues to open at once; the rest is opened next time. @default 50 */
  readonly most?: number;
}

/**
 * Returns the actions after which exactly one issue is open for each finding. Idempotent.
 *
 * An issue is closed when its stack was compared and the finding no longer exists, or when the stack left the fleet. If a stack could not
 * be planned, none of its issues is closed.
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
    // GitHub may return a text without its final line feed.
    if (issue === undefined || (issue.title === title && issue.body?.trimEnd() === body.trimEnd())) return [];
    return [{ method: 'PATCH' as const, path: `issues/${issue.number}`, body: { title, body } }];
  });
  const opened = [...wanted].filter(([key]) => !told.has(key)).slice(0, most);
  const closed = ours.flatMap(({ mark, issue }) => {
    if (told.get(mark.key) !== issue) return close(issue, 'Duplicate of another issue.');
    if (!fleet.includes(mark.stack)) return close(issue, 'The stack left the fleet.');
    if (wanted.has(mark.key) || !report.compared.includes(mark.stack)) return [];
    return close(issue, 'The last comparison found no drift.');
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

/** Returns our issues, oldest first. */
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
