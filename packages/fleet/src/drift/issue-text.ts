import { keyOf } from '@goldenpath/model';
import type { DriftFinding } from './finding';

/** GitHub accepts 65,536 characters. */
const LONGEST_BODY = 60_000;
const LONGEST_TITLE = 200;

/** Identifies the finding of an issue, in a hidden comment. */
export interface Mark {
  readonly stack: string;
  readonly key: string;
}

const MARK = /^<!-- goldenpath-drift stack=([a-z0-9-]+) key=(~[\w-]{22}) -->/;

/** Returns the mark of a finding. It does not depend on the values, so that it is the same every night. */
export function markOf({ stack, resource }: Pick<DriftFinding, 'stack' | 'resource'>): Mark {
  return { stack, key: keyOf(stack, resource) };
}

/** Returns the mark at the start of an issue's text. */
export function tryReadMark(body: string): Mark | undefined {
  const [, stack, key] = MARK.exec(body) ?? [];
  return stack === undefined || key === undefined ? undefined : { stack, key };
}

export function issueTitle({ stack, resource, kind }: DriftFinding): string {
  if (resource === null) return `Drift of ${stack} is unknown`;
  const what = kind === 'gone' ? 'is gone' : 'was changed outside Terraform';
  return cut(oneLine(`${resource} of ${stack} ${what}`), LONGEST_TITLE);
}

/** Returns the text of an issue. Untrusted text is in one fenced block, where GitHub interprets nothing. */
export function issueBody(finding: DriftFinding): string {
  const { stack, key } = markOf(finding);
  const shown = cut(details(finding).join('\n'), LONGEST_BODY - 2000);
  const fence = '`'.repeat(Math.max(3, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return [
    `<!-- goldenpath-drift stack=${stack} key=${key} -->`,
    explanation(finding),
    '',
    ...(shown === '' ? [] : [`${fence}diff`, shown, fence, '']),
    'This issue is updated every night, and closed when the drift is resolved.',
    '',
  ].join('\n');
}

function explanation({ kind, next }: DriftFinding): string {
  if (kind === 'unknown') return 'This stack could not be planned, so it is unknown whether it has drifted.';
  const what =
    kind === 'gone'
      ? 'This resource was deployed, and no longer exists in the cloud.'
      : 'This resource was changed outside Terraform since it was deployed.';
  return next === null
    ? `${what} The next deployment would not change it. Add the change to the spec, or revert it.`
    : `${what} The next deployment would ${next} it. Add to the spec what should stay.`;
}

function details({ stack, resource, attributes, problems }: DriftFinding): string[] {
  return [
    `# ${oneLine(resource ?? stack)}`,
    ...attributes.flatMap(({ path, before, after, sensitive }) => [
      `  ${oneLine(path)}`,
      ...(sensitive ? ['  (sensitive)'] : [`- ${JSON.stringify(before)}`, `+ ${JSON.stringify(after)}`]),
    ]),
    ...problems.flatMap((problem) => problem.split(/\r?\n/).map((line) => `! ${oneLine(line)}`)),
  ];
}

function oneLine(text: string): string {
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, ' ');
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length).replace(/[\ud800-\udbff]$/, '')}…`;
}
