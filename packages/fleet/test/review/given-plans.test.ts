import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '@goldenpath/errors';
import { readGivenPlans } from '../../src/review/given-plans';
import { testFolder } from '@goldenpath/testing/folders';

const OWNERS = new Map([
  ['app-shop', { app: 'shop', environment: null }],
  ['platform-prod', { app: null, environment: 'prod' }],
]);

const change = (address: string, action: string) => ({
  address,
  type: address.split('.')[0] ?? '',
  action,
  attributes: [],
  replacedBecause: [],
});

const report = (simulated: boolean, ...outcomes: { readonly plan?: object; readonly [field: string]: unknown }[]) => {
  const stacks = outcomes.map(({ plan, ...outcome }) => ({
    ...outcome,
    ...(plan && { plan: { drift: [], ...plan } }),
  }));
  return JSON.stringify({ purpose: 'plan', simulated, engine: { name: 'terraform', version: '1.12.0' }, stacks });
};

const shownPlan = (actions: string[]) =>
  JSON.stringify({
    format_version: '1.2',
    resource_changes: [
      {
        address: 'aws_db_instance.instance',
        type: 'aws_db_instance',
        change: { actions, before: { password: 'planted' }, before_sensitive: { password: true }, after: null },
      },
    ],
  });

test('the reports of several shards are merged in the order of stacks, without unchanged resources', () => {
  const folder = testFolder({
    '2.json': report(
      false,
      {
        stack: 'app-shop',
        status: 'planned',
        problems: [],
        done: [],
        plan: { stack: 'app-shop', changes: [change('aws_ecr_repository.registry', 'create')] },
      },
      { stack: 'app-quiet', status: 'unchanged', problems: [], done: [], plan: { stack: 'app-quiet', changes: [] } },
    ),
    'shard/1.json': report(false, {
      stack: 'platform-prod',
      status: 'planned',
      problems: [],
      done: [],
      plan: {
        stack: 'platform-prod',
        changes: [change('data.aws_vpc.vpc', 'read'), change('aws_db_instance.shared-instance', 'replace')],
      },
    }),
  });
  expect(readGivenPlans(folder, OWNERS)).toEqual({
    source: 'real',
    note: null,
    stacks: [
      {
        stack: 'app-shop',
        app: 'shop',
        environment: null,
        status: 'planned',
        changes: [change('aws_ecr_repository.registry', 'create')],
        problems: [],
      },
      {
        stack: 'platform-prod',
        app: null,
        environment: 'prod',
        status: 'planned',
        changes: [change('aws_db_instance.shared-instance', 'replace')],
        problems: [],
      },
    ],
  });
});

test('one simulated report marks the whole review as simulated', () => {
  const folder = testFolder({ 'a.json': report(false), 'b.json': report(true) });
  expect(readGivenPlans(folder, OWNERS).source).toBe('simulated');
});

test('the output of `terraform show` is read, named by its file or folder, and secrets in it are not', () => {
  const folder = testFolder({
    'app-shop.json': shownPlan(['delete']),
    'platform-prod/plan.json': shownPlan(['delete', 'create']),
  });
  const plans = readGivenPlans(folder, OWNERS);
  expect(plans.stacks.map(({ stack, changes }) => [stack, changes.map(({ action }) => action)])).toEqual([
    ['app-shop', ['destroy']],
    ['platform-prod', ['replace']],
  ]);
  expect(JSON.stringify(plans)).not.toContain('planted');
});

test('the error of a stack is reported', () => {
  const problems = [
    { severity: 'error', summary: 'No credentials', detail: '' },
    { severity: 'warning', summary: 'Old', detail: '' },
  ];
  const folder = testFolder({ 'a.json': report(false, { stack: 'app-shop', status: 'failed', problems, done: [] }) });
  expect(readGivenPlans(folder, OWNERS).stacks).toMatchObject([
    { status: 'failed', problems: ['No credentials'], changes: [] },
  ]);
});

test.each([
  ['nothing is there', {}, /There is no plan in/],
  ['a file is no JSON', { 'a.json': '{' }, /a\.json is not a Terraform plan/],
  ['a file is other JSON', { 'a.json': '{"stacks":[{"stack":1}]}' }, /a\.json is not a Terraform plan/],
  ['a plan is of another generation', { 'a.json': '{"format_version":"9.0"}' }, /a\.json is not a Terraform plan/],
])('it is an error where %s', (_what, files, message) => {
  const read = () => readGivenPlans(testFolder(files), OWNERS);
  expect(read).toThrow(UserError);
  expect(read).toThrow(message);
});

test('a folder that does not exist is an error', () => {
  expect(() => readGivenPlans('/nowhere/at/all', OWNERS)).toThrow(/is not a folder/);
});

test.each([
  ['no change at all', [null]],
  ['a change without an address', [{ action: 'destroy' }]],
  ['reasons that are no list', [{ ...change('a.b', 'replace'), replacedBecause: 'x' }]],
  ['an attribute without a path', [{ ...change('a.b', 'update'), attributes: [{}] }]],
])('a report with %s is refused', (_, changes) => {
  const plan = { stack: 'app-shop', changes };
  const folder = testFolder({ 'x.json': report(false, { stack: 'app-shop', status: 'planned', problems: [], plan }) });
  expect(() => readGivenPlans(folder, OWNERS)).toThrow(/x\.json is not a Terraform plan/);
});

test('links are not followed, because they can be broken or circular', () => {
  const folder = testFolder({ 'app-shop.json': shownPlan(['delete']) });
  symlinkSync('nowhere', join(folder, 'broken.json'));
  symlinkSync('.', join(folder, 'round'));
  expect(readGivenPlans(folder, OWNERS).stacks.map(({ stack }) => stack)).toEqual(['app-shop']);
});

test('sensitive values are not shown, even if the report contains them', () => {
  const secret = { path: 'password', before: 'planted', after: 'planted', sensitive: true, unknown: false };
  const plan = { stack: 'app-shop', changes: [{ ...change('a.b', 'update'), attributes: [secret] }] };
  const folder = testFolder({ 'x.json': report(false, { stack: 'app-shop', status: 'planned', problems: [], plan }) });
  expect(JSON.stringify(readGivenPlans(folder, OWNERS))).not.toContain('planted');
});

test('stacks that differ and were not planned are listed', () => {
  const folder = testFolder({ 'app-shop.json': shownPlan(['delete']) });
  expect(readGivenPlans(folder, OWNERS, ['app-shop']).note).toBeNull();
  expect(readGivenPlans(folder, OWNERS, ['app-shop', 'platform-prod']).note).toBe(
    'There is no plan for platform-prod, which differs.',
  );
});
