import { keyOf } from '@goldenpath/model';
import type { DriftFinding } from './finding';

/** GitHub takes 65,536 characters. */
const LONGEST_BODY = 60_000;
const LONGEST_TITLE = 200;

/** Which finding an issue is of: a comment that is not shown. */
export interface Mark {
  readonly stack: string;
  readonly key: string;
}

const MARK = /^<!-- goldenpath-drift stack=([a-z0-9-]+) key=(~[\w-]{22}) -->/;

/** The same finding has the same mark every night, whatever its values are. */
export function markOf({ stack, resource }: Pick<DriftFinding, 'stack' | 'resource'>): Mark {
  return { stack, key: keyOf(stack, resource) };
}

/** The mark that an issue's text begins with. */
export function tryReadMark(body: string): Mark | undefined {
  const [, stack, key] = MARK.exec(body) ?? [];
  return stack === undefined || key === undefined ? undefined : { stack, key };
}

export function issueTitle({ stack, resource, kind }: DriftFinding): string {
  if (resource === null) return `Drift of ${stack} cannot be told`;
  const what = kind === 'gone' ? 'is gone' : 'was changed by hand';
  return cut(oneLine(`${resource} of ${stack} ${what}`), LONGEST_TITLE);
}

/** Everything that is not ours stands in one fenced block, where nothing is a mention, a link or a command. */
export function issueBody(finding: DriftFinding): string {
  const { stack, key } = markOf(finding);
  const shown = cut(details(finding).join('\n'), LONGEST_BODY - 2000);
  const fence = '`'.repeat(Math.max(3, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return [
    `<!-- goldenpath-drift stack=${stack} key=${key} -->`,
    explanation(finding),
    '',
    ...(shown === '' ? [] : [`${fence}diff`, shown, fence, '']),
    'This issue is kept up to date every night, and closed when there is nothing to tell any more.',
    '',
  ].join('\n');
}

function explanation({ kind, next }: DriftFinding): string {
  if (kind === 'unknown') return 'This stack could not be planned, so whether it is as it was deployed is not known.';
  const what =
    kind === 'gone'
      ? 'This resource was deployed, and is not in the cloud any more.'
      : 'This resource is not as it was deployed: somebody changed it elsewhere.';
  return next === null
    ? `${what} The next deployment would leave it as it is now: put it into the spec, or put it back.`
    : `${what} The next deployment would ${next} it: put into the spec what should stay.`;
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
