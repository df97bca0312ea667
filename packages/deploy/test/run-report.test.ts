import { parseRunReport, type ResourceChange, type RunReport } from '@goldenpath/deploy';

const change: ResourceChange = {
  address: 'aws_db_instance.instance',
  type: 'aws_db_instance',
  action: 'update',
  attributes: [{ path: 'storage', before: 20, after: 50, sensitive: false, unknown: false }],
  replacedBecause: [],
};

const reportWith = (more: Partial<ResourceChange> = {}): RunReport => ({
  purpose: 'plan',
  simulated: true,
  engine: { name: 'Terraform', version: '1.12.0' },
  stacks: [
    {
      stack: 'app-shop-prod',
      status: 'planned',
      plan: { stack: 'app-shop-prod', changes: [{ ...change, ...more }], drift: [change], outputs: [], errors: [] },
      problems: [{ severity: 'warning', summary: 'Argument is deprecated', detail: '' }],
      done: [],
    },
    { stack: 'app-shop', status: 'unchanged', problems: [], done: [] },
  ],
});

test('a printed report can be read back', () => {
  const { simulated, stacks } = reportWith();
  expect(parseRunReport(JSON.stringify(reportWith()))).toEqual({ simulated, stacks });
});

test('values of sensitive attributes are dropped', () => {
  const attributes = [{ path: 'password', before: 'planted', after: 'planted too', sensitive: true, unknown: false }];
  const read = parseRunReport(JSON.stringify(reportWith({ attributes })));
  expect(read?.stacks[0]?.plan?.changes[0]?.attributes).toEqual([
    { path: 'password', before: null, after: null, sensitive: true, unknown: false },
  ]);
});

test.each([
  ['text that is not JSON', '{'],
  ['a list', '[]'],
  ['a stack without a name', '{"stacks":[{"status":"planned","problems":[]}]}'],
  ['a stack without problems', '{"stacks":[{"stack":"app-shop","status":"planned"}]}'],
  ['a plan without drift', '{"stacks":[{"stack":"a","status":"planned","problems":[],"plan":{"changes":[]}}]}'],
  ['a change without an address', JSON.stringify(reportWith({ address: undefined as unknown as string }))],
])('%s is not a report', (_, text) => {
  expect(parseRunReport(text)).toBeUndefined();
});
