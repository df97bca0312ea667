import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Drift, type DriftOptions, openFleet } from '@goldenpath/fleet';
import { testFolder } from '@goldenpath/testing/folders';

const PLATFORM = `organisation: acme
domain: example.test
aws: { accountId: "123456789012", region: eu-west-2 }
teams: [app-team]
environments:
  - { name: dev, logLevel: debug, host: "{app}.dev.{domain}" }
  - { name: prod, logLevel: warn, host: "{app}.{domain}" }
delivery: { workflow: acme/platform/.github/workflows/_build-and-release.yml@main }
`;

const SHOP = 'kind: stateless-app\nname: shop\ndescription: Sells things\nowner: app-team\n';

function fleetWith(files: Readonly<Record<string, string>> = {}): string {
  return testFolder({ 'platform.yaml': PLATFORM, 'apps/shop/app.yaml': SHOP, ...files });
}

function driftOf(folder: string, options: DriftOptions, env: Record<string, string> = {}): Promise<Drift> {
  return openFleet({ cwd: folder, env: { PATH: process.env['PATH'] ?? '', ...env } }).drift({
    now: () => new Date('2026-11-27T12:00:00Z'),
    ...options,
  });
}

function application(name: string, status: object = { sync: { status: 'Synced' }, health: { status: 'Healthy' } }) {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name, labels: { 'app.kubernetes.io/name': name.replace(/-[a-z]+$/, '') } },
    spec: {},
    status,
  };
}

const FINE = ['root-app', 'platform-dev', 'platform-prod'].map((name) => application(name));
const list = (...more: object[]) => JSON.stringify({ kind: 'List', items: [...FINE, ...more] });

const EDITED = application('shop-dev', {
  sync: { status: 'OutOfSync' },
  health: { status: 'Degraded', message: 'a pod does not start' },
  resources: [
    { kind: 'Deployment', namespace: 'apps', name: 'shop', status: 'OutOfSync' },
    { kind: 'Service', namespace: 'apps', name: 'shop', status: 'Synced' },
    { kind: 'ConfigMap', namespace: 'apps', name: 'old', status: 'OutOfSync', requiresPruning: true },
  ],
});

function planFile(drift: object[], stack = 'app-shop'): string {
  const plan = { stack, changes: [], outputs: [], drift, errors: [] };
  const outcome = { stack, status: 'planned', plan, problems: [], done: [] };
  return JSON.stringify({ operation: 'plan', stacks: [outcome] });
}

const change = (address: string) => ({
  address,
  type: address.split('.')[0],
  action: 'update',
  attributes: [{ path: 'visibility', before: 'private', after: 'public', sensitive: false, unknown: false }],
  replacedBecause: [],
});

test('a source that was not asked for is not read, and never in sync', async () => {
  const { rows, sources } = await driftOf(fleetWith(), {});
  expect(rows).toEqual([]);
  expect(sources.map(({ source, isRead, reason }) => [source, isRead, reason])).toEqual([
    ['git', false, 'the GitOps repository was not asked for: use --git'],
    ['cluster', false, 'no cluster was named: use --kubeconfig FILE, --kube-context NAME or --argocd FILE'],
    ['cloud', false, 'no plans were passed: use --plan DIR'],
    ['github', false, 'no plans were passed: use --plan DIR'],
  ]);
});

test.each([
  ['the list of kubectl', list(EDITED)],
  ['the list of argocd', JSON.stringify([...FINE, EDITED])],
])('%s shows what differs in the cluster, with its owner', async (_what, text) => {
  const folder = fleetWith({ 'apps.json': text });
  const { rows, sources } = await driftOf(folder, { cluster: { file: 'apps.json' } });
  expect(sources[1]).toEqual({ source: 'cluster', isRead: true });
  expect(rows.map(({ where, what, owner, state, detail }) => [where, what, owner, state, detail])).toEqual([
    ['shop-dev', 'Deployment apps/shop', 'app-team', 'out-of-sync', 'it differs from Git'],
    ['shop-dev', 'ConfigMap apps/old', 'app-team', 'out-of-sync', 'it is not in Git'],
    ['shop-dev', undefined, 'app-team', 'unhealthy', 'a pod does not start'],
  ]);
});

test('an Application that was never compared is unknown, and one that is missing is gone', async () => {
  const text = JSON.stringify([...FINE.slice(0, 2), application('shop-prod', {})]);
  const { rows } = await driftOf(fleetWith({ 'apps.json': text }), { cluster: { file: 'apps.json' } });
  expect(rows.map(({ where, state }) => [where, state])).toEqual([
    ['shop-prod', 'unknown'],
    ['platform-prod', 'gone'],
  ]);
});

test.each([
  ['is empty', '[]', 'has no Application of Argo CD'],
  ['is not JSON', 'Error: you must be logged in', 'has no list of Applications of Argo CD'],
  ['is a list of other objects', '{"items":[{"kind":"Pod"}]}', 'has no list of Applications of Argo CD'],
])('a list that %s is not read', async (_what, text, reason) => {
  const { sources } = await driftOf(fleetWith({ 'apps.json': text }), { cluster: { file: 'apps.json' } });
  expect(sources[1]).toMatchObject({ isRead: false, reason: expect.stringContaining(reason) as string });
});

/** A kubectl that only knows one context, and refuses what the real one refuses. */
function fakeKubectl(): string {
  const folder = testFolder({ 'list.json': list(EDITED) });
  const script = `#!/bin/sh
if [ "$1" != "--context" ] || [ "$2" != "prod" ]; then echo "error: context \\"$2\\" does not exist" >&2; exit 1; fi
if [ "$*" != "--context prod get applications.argoproj.io --all-namespaces --output json" ]; then
  echo "error: unknown command" >&2; exit 1
fi
cat ${join(folder, 'list.json')}
`;
  writeFileSync(join(folder, 'kubectl'), script);
  chmodSync(join(folder, 'kubectl'), 0o755);
  return folder;
}

test('kubectl reads the Applications; why it cannot is the reason', async () => {
  const env = { PATH: `${fakeKubectl()}:${process.env['PATH'] ?? ''}` };
  const read = await driftOf(fleetWith(), { cluster: { kubeContext: 'prod' } }, env);
  expect(read.rows).toHaveLength(3);
  const refused = await driftOf(fleetWith(), { cluster: { kubeContext: 'pord' } }, env);
  expect(refused.sources[1]).toEqual({
    source: 'cluster',
    isRead: false,
    reason: 'kubectl: error: context "pord" does not exist',
  });
  const absent = await driftOf(fleetWith(), { cluster: { kubeContext: 'prod' } }, { PATH: testFolder() });
  expect(absent.sources[1]).toMatchObject({
    isRead: false,
    reason: 'kubectl could not be run, or did not answer in time',
  });
});

test('plans show the cloud and the settings on GitHub, with their owners', async () => {
  const folder = fleetWith({
    'plans/1.json': planFile([change('aws_ecr_repository.images'), change('github_repository.repository')]),
  });
  const { rows, sources } = await driftOf(folder, { plan: 'plans' });
  expect(rows.map(({ source, where, what, owner, state }) => [source, where, what, owner, state])).toEqual([
    ['cloud', 'app-shop', 'aws_ecr_repository.images', 'app-team', 'changed'],
    ['github', 'app-shop', 'github_repository.repository', 'app-team', 'changed'],
  ]);
  expect(sources.slice(2).every(({ isRead }) => isRead)).toBe(true);
});

const ACCEPT = (until: string, more = '') =>
  `accept:\n  - source: cloud\n    where: app-shop\n${more}    until: ${until}\n    reason: Moved by hand in the incident\n`;

test.each([
  ['until its day', '2026-11-27', { accepted: { until: '2026-11-27', reason: 'Moved by hand in the incident' } }],
  ['not after it', '2026-11-26', { expired: '2026-11-26' }],
])('a difference is accepted %s', async (_what, until, expected) => {
  const folder = fleetWith({
    'plans/1.json': planFile([change('aws_ecr_repository.images')]),
    'open.json': '[]',
    'drift.yaml': ACCEPT(until),
  });
  const { rows, actions } = await driftOf(folder, { plan: 'plans', issues: 'open.json' });
  expect(rows).toMatchObject([expected]);
  // An accepted difference has no issue.
  expect(actions).toHaveLength('accepted' in expected ? 0 : 1);
});

test('an acceptance of one resource leaves the others, and one that nothing needs is shown', async () => {
  const folder = fleetWith({
    'plans/1.json': planFile([change('aws_ecr_repository.images'), change('aws_iam_role.push')]),
    'drift.yaml': `${ACCEPT('2027-01-01', '    what: aws_iam_role.push\n')}  - { source: cluster, where: shop-dev, until: 2027-01-01, reason: x }\n`,
  });
  const { rows, unused } = await driftOf(folder, { plan: 'plans' });
  expect(rows.map(({ what, accepted }) => [what, accepted !== undefined])).toEqual([
    ['aws_ecr_repository.images', false],
    ['aws_iam_role.push', true],
  ]);
  expect(unused.map(({ where }) => where)).toEqual(['shop-dev']);
});

test.each([
  [
    'a source',
    ACCEPT('2027-01-01').replace('cloud', 'clowd'),
    'drift.yaml:2:13: `clowd` is not a source.',
    'Did you mean `cloud`?',
  ],
  [
    'a stack',
    ACCEPT('2027-01-01').replace('app-shop', 'app-shpo'),
    'drift.yaml:3:12: `app-shpo` is not a stack.',
    'Did you mean `app-shop`?',
  ],
  [
    'a field',
    ACCEPT('2027-01-01').replace('reason', 'raeson'),
    'drift.yaml:5:5: `raeson` is not a field of an acceptance.',
    'Did you mean `reason`?',
  ],
  ['a day', ACCEPT('2026-02-30'), 'drift.yaml:4:12: `2026-02-30` is not a day.', 'Write it as `2026-12-31`.'],
  ['its end', ACCEPT('x').replace(/ *until: x\n/, ''), 'drift.yaml:2:5: `until` is missing', 'Write `accept:`'],
])('a mistake in %s of an acceptance is an error', async (_what, text, message, remedy) => {
  const failed = driftOf(fleetWith({ 'drift.yaml': text }), {});
  await expect(failed).rejects.toMatchObject({
    summary: expect.stringContaining(message) as string,
    remedy: expect.stringContaining(remedy) as string,
  });
});
