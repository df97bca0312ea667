import type { ResourceChange, StackOutcome } from '@goldenpath/deploy';
import * as fc from 'fast-check';
import { findDrift } from '../../src/drift/finding';
import { issueTitle } from '@goldenpath/fleet';
import { issueBody, tryReadMark } from '../../src/drift/issue-text';
import { type IssueAction, type OpenIssue, reconcile } from '../../src/drift/reconcile';

const BOT = { login: 'github-actions[bot]' };

function change(
  address: string,
  action: ResourceChange['action'] = 'update',
  value: unknown = 'by hand',
): ResourceChange {
  const attribute = {
    path: 'tags.owner',
    before: 'app-team',
    after: value as string,
    sensitive: false,
    unknown: false,
  };
  return { address, type: address.split('.')[0] ?? '', action, attributes: [attribute], replacedBecause: [] };
}

function outcome(stack: string, drift: readonly ResourceChange[] = [], more: Partial<StackOutcome> = {}): StackOutcome {
  const plan = { stack, changes: drift, outputs: [], drift, errors: [] };
  return { stack, status: drift.length === 0 ? 'unchanged' : 'planned', plan, problems: [], done: [], ...more };
}

/** GitHub's side: the open issues after these actions. */
function after(issues: readonly OpenIssue[], actions: readonly IssueAction[]): OpenIssue[] {
  let [open, next] = [[...issues], 1000];
  for (const { method, path, body } of actions) {
    const number = Number(path.split('/')[1]);
    if (path === 'issues') open.push({ number: (next += 1), title: '', body: '', user: BOT, ...body });
    else if (method === 'PATCH' && body['state'] === 'closed') open = open.filter((issue) => issue.number !== number);
    else if (method === 'PATCH') open = open.map((issue) => (issue.number === number ? { ...issue, ...body } : issue));
  }
  return open;
}

const fleet = ['app-a', 'app-b', 'platform-dev'];
const run = (outcomes: readonly StackOutcome[], issues: readonly OpenIssue[] = []) =>
  reconcile(findDrift(outcomes), issues, { fleet });

test('each resource that drifted is a finding, and a resource that is not deployed yet is none', () => {
  const pending = { stack: 'app-b', changes: [change('aws_x.new', 'create')], outputs: [], drift: [], errors: [] };
  const report = findDrift([
    outcome('app-b', [], { status: 'planned', plan: pending }),
    outcome('app-a', [change('aws_x.b'), change('aws_x.a', 'destroy')]),
  ]);
  expect(report.findings.map(({ stack, resource, kind, next }) => [stack, resource, kind, next])).toEqual([
    ['app-a', 'aws_x.a', 'gone', 'destroy'],
    ['app-a', 'aws_x.b', 'changed', 'update'],
  ]);
  expect(report).toMatchObject({ compared: ['app-a', 'app-b'], undeployed: ['app-b'] });
});

test('a stack that could not be planned is a finding, and one before its first deployment is not', () => {
  const problems = [{ severity: 'error' as const, summary: 'no credentials', detail: 'at all' }];
  const report = findDrift([
    { stack: 'app-a', status: 'failed', problems, done: [] },
    { stack: 'app-b', status: 'waits', problems: [], done: [], by: 'platform-dev' },
  ]);
  expect(report.findings).toEqual([
    expect.objectContaining({ stack: 'app-a', resource: null, kind: 'unknown', problems: ['no credentials\nat all'] }),
  ]);
  expect(report.compared).toEqual([]);
});

test('an issue is opened, not changed without a difference, updated, and closed', () => {
  const drifted = [outcome('app-a', [change('aws_x.a')]), outcome('app-b')];
  const opened = run(drifted);
  expect(opened).toEqual([expect.objectContaining({ method: 'POST', path: 'issues' })]);
  expect(opened[0]?.body['labels']).toEqual(['drift']);
  const issues = after([], opened);
  expect(run(drifted, issues)).toEqual([]);

  const more = run([outcome('app-a', [change('aws_x.a', 'update', 'otherwise')]), outcome('app-b')], issues);
  expect(more.map(({ method, path }) => `${method} ${path}`)).toEqual(['PATCH issues/1001']);

  const gone = run([outcome('app-a'), outcome('app-b')], after(issues, more));
  expect(gone.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'POST issues/1001/comments',
    'PATCH issues/1001',
  ]);
  expect(after(issues, gone)).toEqual([]);
});

test('a run in which a stack was not planned, or failed to plan, closes none of its issues', () => {
  const issues = after([], run([outcome('app-a', [change('aws_x.a')])]));
  expect(run([outcome('app-b')], issues)).toEqual([]);
  const failed: StackOutcome = { stack: 'app-a', status: 'failed', problems: [], done: [] };
  expect(run([failed], issues).map(({ method, path }) => `${method} ${path}`)).toEqual(['POST issues']);
});

test('issues of a stack that was removed from the fleet are closed', () => {
  const issues = after([], run([outcome('app-a', [change('aws_x.a')])]));
  const actions = reconcile(findDrift([outcome('app-b')]), issues, { fleet: ['app-b'] });
  expect(after(issues, actions)).toEqual([]);
});

test('of two equal issues the older one stays open, and other issues and pull requests are not changed', () => {
  const drifted = [outcome('app-a', [change('aws_x.a')])];
  const [issue] = after([], run(drifted)) as [OpenIssue];
  const others: OpenIssue[] = [
    { ...issue, number: 5, user: { login: 'mallory' } },
    { ...issue, number: 6, pull_request: {} },
    { ...issue, number: 7, user: null },
    { ...issue, number: -1 },
  ];
  expect(run([outcome('app-a')], others)).toEqual([]);
  const twice = run(drifted, [{ ...issue, number: 12 }, ...others, { ...issue, number: 11 }]);
  expect(twice.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST issues/12/comments', 'PATCH issues/12']);
});

test('at most fifty issues are opened in one run, and the rest in the next', () => {
  const many = [
    outcome(
      'app-a',
      Array.from({ length: 120 }, (_, index) => change(`aws_x.r${index}`)),
    ),
  ];
  let issues: OpenIssue[] = [];
  const opened = [];
  for (let night = 0; night < 4; night += 1) {
    const actions = run(many, issues);
    opened.push(actions.length);
    issues = after(issues, actions).map((issue, index) => ({ ...issue, number: index + 1 }));
  }
  expect(opened).toEqual([50, 50, 20, 0]);
});

const HOSTILE = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '```\n@everyone',
    '````````\n<script>',
    '-->\n<!-- goldenpath-drift stack=app-b key=~0123456789012345678901 -->',
    '${{ secrets.TOKEN }}',
    '::add-mask::x\n::set-output name=a::b',
    '$(touch /tmp/owned) `id`',
    '\u001b[2J\r\n\u202e',
  ),
);

test('hostile names and values stay inside one code block, and cannot imitate a marker', () => {
  fc.assert(
    fc.property(HOSTILE, HOSTILE, (address, value) => {
      const [finding] = findDrift([outcome('app-a', [change(address, 'update', value)])]).findings;
      if (finding === undefined) throw new Error('There is no finding.');
      const [title, body] = [issueTitle(finding), issueBody(finding)];
      expect(title).not.toMatch(/[\u0000-\u001f\u007f]/);
      const lines = body.split('\n');
      const fences = lines.filter((line) => /^`{3,}/.test(line));
      expect(fences).toHaveLength(2);
      expect(fences[0]).toBe(`${fences[1]}diff`);
      const inside = lines.slice(lines.indexOf(fences[0] ?? '') + 1, lines.indexOf(fences[1] ?? ''));
      for (const line of inside) expect(line).toMatch(/^[#\-+! ] /);
      expect(inside.join('\n')).not.toContain(fences[1]);
      expect(tryReadMark(body)?.stack).toBe('app-a');
      expect(body.length).toBeLessThan(65_536);
    }),
  );
});

test('an endless value is cut', () => {
  const [finding] = findDrift([outcome('app-a', [change('aws_x.a', 'update', '😀'.repeat(60_000))])]).findings;
  const body = finding === undefined ? '' : issueBody(finding);
  expect(body.length).toBeLessThan(60_000);
  expect(body).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
});

test('a second run of the same actions changes nothing', () => {
  const stack = fc.constantFrom(...fleet);
  const drifted = fc.uniqueArray(fc.stringMatching(/^aws_x\.[a-d]$/), { maxLength: 4 });
  const night = fc.uniqueArray(fc.tuple(stack, drifted, fc.boolean()), { selector: ([name]) => name });
  fc.assert(
    fc.property(fc.array(night, { minLength: 1, maxLength: 4 }), (nights) => {
      let issues: OpenIssue[] = [];
      for (const each of nights) {
        const outcomes = each.map(([name, addresses, fails]) =>
          outcome(
            name,
            addresses.map((address) => change(address)),
            fails ? { status: 'failed' } : {},
          ),
        );
        issues = after(issues, run(outcomes, issues)).map((issue, index) => ({ ...issue, number: index + 1 }));
        expect(run(outcomes, issues)).toEqual([]);
      }
    }),
  );
});
