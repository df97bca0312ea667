import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { type Fleet, openFleet } from '@goldenpath/fleet';
import type { KubernetesObject } from '@goldenpath/manifests';
import { refusals } from '@goldenpath/testing/access/admission';
import { permits } from '@goldenpath/testing/access/app-project';
import { openFleet as readFleet } from '@goldenpath/testing/fleet';
import { testFolder, writeFiles } from '@goldenpath/testing/folders';
import { bareRepository, filesIn, PLAIN_ENV } from '@goldenpath/testing/git';
import { kustomizeFolder } from '@goldenpath/testing/kustomize';
import { platformObjects } from '@goldenpath/testing/platform-objects';
import { restrictedProblems } from '@goldenpath/testing/pod-security';
import { at, objectOf } from '@goldenpath/testing/rendered/objects';
import { type StrictCheck, strictCheck } from '@goldenpath/testing/strict-schemas/strict-schemas';

const NETWORK = '{ vpcId: vpc-0d0e0f10, subnetIds: [subnet-0d0e0f10, subnet-0d0e0f11], clientCidrs: [10.0.0.0/16] }';

const PLATFORM = `organisation: example
domain: example.test
aws: { accountId: "123456789012", region: eu-west-2 }
teams: [app-team]
previews: { from: dev }
environments:
  - name: dev
    logLevel: debug
    host: "{app}.dev.{domain}"
    databases: { network: ${NETWORK}, sizes: [small] }
    cluster: { name: example-dev, server: https://dev.example.test, oidcIssuer: https://oidc.eks.eu-west-2.amazonaws.com/id/DEV }
  - { name: prod, logLevel: warn, host: "{app}.{domain}" }
delivery: { workflow: example/platform/.github/workflows/_build-and-release.yml@main }
`;

/** Applications by name: their kind, and the rest of their spec. */
const APPS: Readonly<Record<string, readonly [kind: string, more: string]>> = {
  nightly: ['scheduled-job', 'schedule: "0 2 * * *"\n'],
  worker: ['stateless-app', 'ports: []\nsecrets: { SESSION_KEY: {} }\n'],
  store: ['stateful-app', 'storage: { size: 1Gi, mountPath: /data }\n'],
  archive: [
    'stateless-app',
    'buckets: { documents: {} }\ntopics: { stored: {} }\nqueues: { work: {} }\ntables: { index: { partitionKey: { name: id } } }\n',
  ],
  orders: [
    'backend-app-rds',
    'migration: { command: [migrate] }\ndatabase: { name: orders_db, username: orders_app }\n',
  ],
};

let fleet: Fleet;
let folder: string;
let repo: string;
let mistakesIn: StrictCheck;
let objects: ReadonlyMap<string, readonly KubernetesObject[]>;

beforeAll(async () => {
  mistakesIn = strictCheck();
  const specs = Object.entries(APPS).map(([name, [kind, more]]) => [
    `apps/${name}/app.yaml`,
    `kind: ${kind}\nname: ${name}\ndescription: It works\nowner: app-team\nenvironments: [dev]\npreview: true\n${more}`,
  ]);
  folder = testFolder({ 'platform.yaml': PLATFORM, ...(Object.fromEntries(specs) as Record<string, string>) });
  // The server of databases runs as another user where the test runs as root.
  chmodSync(folder, 0o711);
  repo = bareRepository({ 'README.md': 'The GitOps repository\n' });
  fleet = openFleet({ cwd: folder, env: { ...process.env, ...PLAIN_ENV } });
  for (const app of Object.keys(APPS))
    await fleet.previews.up(app, { local: true, repo, branch: 'main', number: 12, commit: '1a2b3c4d5e6f' });
  const root = testFolder();
  writeFiles(root, filesIn(repo));
  objects = new Map(Object.keys(APPS).map((app) => [app, kustomizeFolder(join(root, 'previews', app, '12'))]));
}, 1_800_000);

afterAll(() => fleet.close());

function objectsOf(app: string): readonly KubernetesObject[] {
  return objects.get(app) ?? [];
}

test.each(Object.keys(APPS))('Argo CD and the API server accept the preview of %s', async (app) => {
  const { facts } = await readFleet(folder);
  const platform = platformObjects(facts.platform);
  const project = platform.find(({ kind, metadata }) => kind === 'AppProject' && metadata.name === 'previews');
  if (project === undefined) throw new Error('There is no project of previews.');
  const namespace = `preview-${app}-pr-12`;
  expect(objectsOf(app).length).toBeGreaterThan(5);
  for (const object of objectsOf(app)) {
    const { kind, apiVersion } = object;
    const isNamespaced = kind !== 'Namespace';
    const group = apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
    const repository = 'https://github.com/example/gitops.git';
    const deployment = { repository, cluster: 'https://dev.example.test', namespace, group, kind, isNamespaced };
    expect({ kind, isPermitted: permits(project, deployment) }).toEqual({ kind, isPermitted: true });
    expect({ kind, mistakes: mistakesIn(object) }).toEqual({ kind, mistakes: [] });
    expect(refusals(platform, { object, namespaceLabels: { 'preview-of': app } })).toEqual([]);
    const pods = at(object, 'spec.jobTemplate.spec.template.spec') ?? at(object, 'spec.template.spec');
    if (pods !== undefined && kind !== 'ExternalSecret')
      expect(restrictedProblems(pods as Parameters<typeof restrictedProblems>[0])).toEqual([]);
  }
});

test('the job of a preview waits until a developer starts it', () => {
  expect(at(objectOf([...objectsOf('nightly')], 'CronJob'), 'spec.suspend')).toBe(true);
});

test('a worker has neither a Service nor an address, and the secrets of the environment', () => {
  const kinds = objectsOf('worker').map(({ kind }) => kind);
  expect(kinds).not.toContain('Service');
  expect(kinds).not.toContain('Ingress');
  const external = objectOf([...objectsOf('worker')], 'ExternalSecret');
  expect(at(external, 'spec.data.0.remoteRef.key')).toBe('goldenpath/dev/worker/secrets/session_key');
});

test('pods with resources in AWS have the role of the environment', () => {
  const account = objectOf([...objectsOf('archive')], 'ServiceAccount');
  expect(at(account, 'metadata.annotations')).toMatchObject({
    'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/archive-dev-pods',
  });
  expect(JSON.stringify(objectsOf('archive'))).toContain('archive-dev-documents');
});

test('a migration runs before the pods, against the database of the preview', () => {
  const job = objectOf([...objectsOf('orders')], 'Job');
  expect(job.metadata.annotations).toMatchObject({ 'argocd.argoproj.io/hook': 'Sync' });
  expect(JSON.stringify(job)).toContain('"orders-db-creds"');
  const external = objectOf([...objectsOf('orders')], 'ExternalSecret');
  expect(at(external, 'spec.data.0.remoteRef.key')).toBe('goldenpath/dev/orders_db_pr_12/postgres');
});
