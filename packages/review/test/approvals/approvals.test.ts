import { approvalRules, type ApprovalSubject, productionApprovers } from '@goldenpath/review';
import { FLEET, type Edit, reviewOf } from '@goldenpath/testing/reviews';
import { fleetVersionOf } from '@goldenpath/testing/comparisons';

const PROD = { name: 'prod', approvers: ['platform-team'], isProduction: true };
const DEV = { name: 'dev', approvers: [], isProduction: false };
const subject: ApprovalSubject = {
  owner: 'app-team',
  environment: DEV,
  risk: 'low',
  approversOfProduction: ['platform-team', 'security-team'],
};

test.each<[string, Partial<ApprovalSubject>, readonly string[]]>([
  ['in an environment that nobody approves', {}, ['app-team owner']],
  ['in production', { environment: PROD }, ['app-team owner', 'platform-team environment']],
  ['of high risk, outside production', { risk: 'high' }, ['app-team owner']],
  [
    'of high risk, in production',
    { risk: 'high', environment: PROD },
    ['app-team owner', 'platform-team environment', 'platform-team risk', 'security-team risk'],
  ],
  [
    'of high risk, in no environment',
    { risk: 'high', environment: null },
    ['app-team owner', 'platform-team risk', 'security-team risk'],
  ],
  ['of medium risk, in no environment', { risk: 'medium', environment: null }, ['app-team owner']],
  ['the platform’s own in dev', { owner: null }, []],
  ['the platform’s own in production', { owner: null, environment: PROD }, ['platform-team environment']],
  ['the platform file', { owner: null, environment: null }, ['platform-team platform', 'security-team platform']],
])('%s', (_, otherwise, expected) => {
  expect(approvalRules({ ...subject, ...otherwise }).map(({ team, because }) => `${team} ${because}`)).toEqual(
    expected,
  );
});

test('who approves production', () => {
  expect(productionApprovers(fleetVersionOf(FLEET).facts.platform)).toEqual(['platform-team', 'security-team']);
});

const OF_PROD = 'It approves what is deployed to prod.';
const cases: readonly [string, Edit, Readonly<Record<string, readonly string[]>>][] = [
  [
    'a change in production, of high risk',
    ({ apps }) => (apps['orders-api'].overrides.prod.replicas = 4),
    {
      'app-team': ['It owns orders-api.'],
      'platform-team': [OF_PROD, 'It approves production, and the risk of orders-api is high.'],
      'security-team': [OF_PROD, 'It approves production, and the risk of orders-api is high.'],
    },
  ],
  [
    'a change outside production',
    ({ apps }) => (apps['orders-api'].overrides.staging.replicas = 3),
    { 'app-team': ['It owns orders-api.'] },
  ],
  [
    'another owner: who gives and who takes',
    ({ apps }) => {
      apps['reporting-db'].owner = 'app-team';
    },
    {
      'app-team': ['It takes reporting-db over.'],
      'data-team': ['It gives reporting-db away.'],
      'platform-team': [OF_PROD],
      'security-team': [OF_PROD],
    },
  ],
  [
    'a danger, wherever it is',
    ({ apps }) => (apps['reporting-db'].environments = ['prod']),
    {
      'data-team': ['It owns reporting-db.'],
      'platform-team': ['It approves production, and there is 1 danger: database-loss and secret-loss.'],
      'security-team': ['It approves production, and there is 1 danger: database-loss and secret-loss.'],
    },
  ],
  [
    'the platform file',
    ({ platform }) => platform.environments[0].databases.network.clientCidrs.push('10.11.0.0/16'),
    {
      'platform-team': ['It approves production, and the platform file changes.'],
      'security-team': ['It approves production, and the platform file changes.'],
    },
  ],
  ['nothing', () => {}, {}],
];

test.each(cases)('%s', (_, edit, expected) => {
  const { approvals } = reviewOf(edit);
  expect(Object.fromEntries(approvals.map(({ team, reasons }) => [team, reasons]))).toEqual(expected);
});

test('a shared instance that changes also needs the owners of its databases', () => {
  const { approvals, affected } = reviewOf(
    ({ apps }) => (apps['reporting-db'].overrides = { prod: { database: { size: 'large' } } }),
  );
  expect(affected.map(({ app }) => app)).toContain(null);
  expect(approvals.find(({ team }) => team === FLEET.apps['reporting-db'].owner)?.reasons).toContain(
    'It owns reporting-db.',
  );
});
