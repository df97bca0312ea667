import { isFailure, outcomesText, type StackOutcome, type StackPlan } from '@goldenpath/deploy';

const plan = (stack: string, changes: StackPlan['changes']): StackPlan => ({
  stack,
  changes,
  outputs: [],
  drift: [],
  errors: [],
});
const change = (action: StackPlan['changes'][number]['action'], address: string) => ({
  address,
  type: 'x',
  action,
  attributes: [],
  replacedBecause: [],
});
const outcome = (stack: string, status: StackOutcome['status'], rest: Partial<StackOutcome> = {}): StackOutcome => ({
  stack,
  status,
  problems: [],
  done: [],
  ...rest,
});

test('the summary has changed stacks in detail, unchanged ones on one line, and totals', () => {
  const outcomes = [
    outcome('app', 'planned', { plan: plan('app', [change('create', 'x.a'), change('destroy', 'x.b')]) }),
    outcome('late', 'waits', {
      by: 'app',
      problems: [{ severity: 'error', address: 'data.x.y', summary: 'not found', detail: '' }],
    }),
    outcome('old', 'unchanged'),
    outcome('quiet', 'unchanged'),
  ];
  expect(outcomesText(outcomes, { purpose: 'plan', simulated: false })).toBe(
    [
      'app  planned  1 to create, 1 to destroy',
      '  + create  x.a',
      '  - DESTROY x.b',
      '',
      'late  cannot be planned yet: app must be deployed first',
      '',
      'No changes: old, quiet',
      '',
      '4 stacks to plan: 1 with changes, 2 unchanged, 1 waiting for a dependency. 1 to create, 1 to destroy.',
      '',
    ].join('\n'),
  );
});

test('the summary has the account and region of each stack where the platform has several accounts', () => {
  const place = { account: '333333333333', region: 'eu-central-1' };
  const changed = outcome('app', 'planned', { plan: plan('app', [change('create', 'x.a')]), ...place });
  expect(outcomesText([changed], { purpose: 'plan', simulated: false })).toContain(
    'app  in 333333333333 eu-central-1  planned  1 to create\n',
  );
});

test('a simulated run says so first and last, even without changes', () => {
  const lines = outcomesText([outcome('a', 'unchanged')], { purpose: 'deploy', simulated: true })
    .trimEnd()
    .split('\n');
  expect(lines[0]).toBe('SIMULATED: none of this is in a real cloud.');
  expect(lines.at(-1)).toBe('1 stack to deploy: 1 unchanged. (simulated)');
});

test('the brief summary has only failures and totals', () => {
  const outcomes = [
    outcome('app', 'applied', { plan: plan('app', [change('create', 'x.a')]) }),
    outcome('bad', 'failed', { problems: [{ severity: 'error', summary: 'no', detail: '' }] }),
    outcome('old', 'unchanged'),
  ];
  const text = outcomesText(outcomes, { purpose: 'deploy', simulated: false, brief: true });
  expect(text).toBe('bad  FAILED\n  error no\n\n3 stacks to deploy: 1 unchanged, 1 done, 1 failed. 1 to create.\n');
});

test('control characters in engine output do not reach the terminal', () => {
  const problems = [{ severity: 'error' as const, summary: 'bad \u001b[2J name', detail: 'first\r\nsecond\u009b1m' }];
  const text = outcomesText([outcome('a', 'failed', { problems })], { purpose: 'plan', simulated: false });
  expect(text).toContain('  error bad  [2J name\n    first\n    second 1m\n');
});

test('drift is reported with the changed attributes', () => {
  const attribute = { path: 'tags.owner', before: 'a', after: 'b', sensitive: false, unknown: false };
  const drifted = { ...plan('a', []), drift: [{ ...change('update', 'x.a'), attributes: [attribute] }] };
  const text = outcomesText([outcome('a', 'planned', { plan: drifted })], { purpose: 'plan', simulated: false });
  expect(text).toContain('  ! x.a  was changed outside Terraform: tags.owner\n');
});

test('a run has failed when a requested action did not happen', () => {
  const failures = (
    ['planned', 'unchanged', 'applied', 'waits', 'declined', 'protected', 'failed', 'held-back', 'interrupted'] as const
  ).filter((status) => isFailure(outcome('a', status)));
  expect(failures).toEqual(['declined', 'protected', 'failed', 'held-back', 'interrupted']);
});
