import { cpSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { addApplication, templateFiles } from '@goldenpath/backstage';
import { openFleet } from '@goldenpath/fleet';
import { localClusterStack } from '@goldenpath/infra';
import type { KubernetesObject } from '@goldenpath/manifests';
import type { FleetFacts } from '@goldenpath/model';
import { newFlags } from '@goldenpath/fleet';
import { openFleet as loadFolder, ROOT, synthesise, textByPath } from '@goldenpath/testing/fleet';
import { testFolder } from '@goldenpath/testing/folders';
import { seedLines, seedTable } from '@goldenpath/testing/seed-lines';
import { at } from '@goldenpath/testing/rendered/objects';
import { load, loadAll } from 'js-yaml';

// The generators are compiled when they are first loaded.
jest.setTimeout(120_000);

// Seed 004, "Architecture Overview", on the example for a laptop.

let facts: FleetFacts;
let files: Readonly<Record<string, string>>;
let repository: Readonly<Record<string, string>>;

/** What the example does not say: the layout of the seed, forms that make the repository, and notifications. */
const OF_THE_SEED = `gitops:
  layout: app-repositories
  notifications: { service: slack, recipient: "deploy-{environment}", on: [deployed, sync-failed] }
backstage: { flow: at-once, notifications: true }
`;

let fleet: string;

/** Copies the example for a laptop with the layout of the seed: applications are found by their topic. */
async function prepare(): Promise<void> {
  const platform = readFileSync(join(ROOT, 'examples/kind/platform.yaml'), 'utf8');
  const cwd = testFolder({ 'platform.yaml': `${platform}${OF_THE_SEED}` });
  fleet = cwd;
  cpSync(join(ROOT, 'examples/kind/apps'), join(cwd, 'apps'), { recursive: true });
  facts = (await loadFolder(cwd)).facts;
  files = textByPath(synthesise(facts));
  const { root } = await openFleet({ cwd }).scaffold('web');
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(root, path)).isFile(),
  );
  repository = Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}
beforeAll(prepare);

const objects = (file: string) => loadAll(files[`gitops/${file}`] ?? '') as KubernetesObject[];
const allObjects = () =>
  Object.keys(files)
    .filter((file) => file.startsWith('gitops/') && !file.endsWith('kustomization.yaml'))
    .flatMap((file) => loadAll(files[file] ?? '') as KubernetesObject[]);
const ofKind = (kind: string) => allObjects().filter((object) => object.kind === kind);
const component = (name: string) =>
  objects('argocd/components-dev.yaml').find(({ metadata }) => metadata.name === `${name}-dev`);
const resourcesOf = (stack: string) =>
  (JSON.parse(files[`cdktf.out/stacks/${stack}/cdk.tf.json`] ?? '{}') as { resource: Record<string, object> }).resource;

/** The lines of a list, each with what shows it. A line without one fails. */
function eachLine(first: number, text: string, shown: readonly (() => void | Promise<void>)[]): void {
  const lines = seedLines(first, text);
  test.each(lines.map((line, index) => [line.title, shown[index]] as const))('%s', async (_title, show) => {
    expect(show).toBeDefined();
    await show?.();
  });
}

describe('Step 1: Self-Service Request', () => {
  const choices = (field: string) => newFlags().find(({ flag }) => flag.startsWith(`--${field} `));
  eachLine(
    20,
    `
- Service name
- Owning team
- Template type (Node.js v24)
`,
    [
      () => expect(choices('name')).toBeDefined(),
      () => expect(choices('owner')).toBeDefined(),
      () => {
        expect(choices('runtime')?.choices).toContain('node');
        expect(repository['Dockerfile']).toMatch(/node:24/);
      },
    ],
  );
});

interface Step {
  readonly id: string;
  readonly action: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Backstage notifies whoever submitted the form, once everything is made, with the repository, the catalog entry and the URL. */
async function notifiesTheDeveloper(): Promise<void> {
  const templates = templateFiles(await openFleet({ cwd: fleet }).forms());
  const text = templates.find(({ path }) => path === 'stateless-app-template/template.yaml')?.content ?? '';
  const { steps } = (load(text) as { spec: { steps: Step[] } }).spec;
  expect(steps.map(({ id }) => id)).toEqual([
    'spec',
    'render',
    'publish',
    'catalogInfo',
    'register',
    'pullRequest',
    'notify',
  ]);
  expect(steps.at(-1)).toMatchObject({
    action: 'notification:send',
    input: {
      recipients: 'entity',
      entityRefs: ['${{ user.ref }}'],
      info: "${{ steps['spec'].output.notificationInfo }}",
      link: "${{ steps['render'].output.page }}",
    },
  });
  const values = { name: 'shop', description: 'A shop', owner: 'group:default/app-team', runtime: 'node' };
  const { notification } = await addApplication({ fleet: { folder: fleet }, kind: 'stateless-app', values });
  expect(notification.title).toBe('shop is requested');
  for (const place of [
    'Repository: https://github.com/laptop/shop',
    'Catalog entry: component:default/shop',
    'URL in dev: http://shop.local',
  ])
    expect(notification.info).toContain(place);
}

/** Argo CD notifies the channel of the environment about each Application that it makes: the subscription, its trigger and its template. */
function notifiesOfTheDeployment(): void {
  const [set] = objects('argocd/workloads-dev.yaml');
  const subscriptions = at(set, 'spec.template.metadata.annotations') as Readonly<Record<string, string>>;
  expect(subscriptions).toMatchObject({
    'notifications.argoproj.io/subscribe.on-deployed.slack': 'deploy-dev',
    'notifications.argoproj.io/subscribe.on-sync-failed.slack': 'deploy-dev',
  });
  const config = ofKind('ConfigMap').find(({ metadata }) => metadata.name === 'argocd-notifications-cm');
  const data = at(config, 'data') as Readonly<Record<string, string>>;
  expect(load(data['service.slack'] ?? '')).toEqual({ token: '$slack-token' });
  for (const subscription of Object.keys(subscriptions)) {
    const [, trigger = ''] = /subscribe\.(.+)\.slack$/.exec(subscription) ?? [];
    const [{ send }] = load(data[`trigger.${trigger}`] ?? '') as [{ send: string[] }];
    const [template = ''] = send;
    const { message } = load(data[`template.${template}`] ?? '') as { message: string };
    expect(message).toContain('{{.app.metadata.name}}');
    expect(message).toContain('{{.context.argocdUrl}}/applications/argocd/{{.app.metadata.name}}');
  }
}

describe('Step 2: Repository Scaffolding', () => {
  eachLine(
    26,
    `
1. Creates a new GitHub repository from the template, adds topic \`idp-managed\` to the repository
2. Runs custom action to generate \`catalog-info.yaml\`
3. Registers the component in Backstage's software catalog
4. Notifies the developer
`,
    [
      () => {
        const [made] = Object.values(resourcesOf('app-web')['github_repository'] ?? {}) as { topics: string[] }[];
        expect(made?.topics).toContain('idp-managed');
      },
      () => expect(loadAll(repository['catalog-info.yaml'] ?? '')[0]).toMatchObject({ kind: 'Component' }),
      () => {
        const [entity] = loadAll(repository['catalog-info.yaml'] ?? '') as KubernetesObject[];
        expect(entity?.metadata.name).toBe('web');
        expect(entity?.spec).toMatchObject({ owner: expect.stringContaining('app-team') as string });
      },
      async () => {
        await notifiesTheDeveloper();
        notifiesOfTheDeployment();
      },
    ],
  );
});

describe('Step 3: Automatic Deployment', () => {
  const set = () => objects('argocd/workloads-dev.yaml')[0];
  const generator = () => at(set(), 'spec.generators.0.matrix.generators.0.scmProvider');
  eachLine(
    33,
    `
1. Scans GitHub for repositories with \`idp-managed\` topic
2. Detects the new repository
3. Creates an ArgoCD Application automatically
4. ArgoCD syncs the deployment manifests to the cluster
`,
    [
      () =>
        expect(generator()).toMatchObject({
          github: { organization: 'laptop' },
          filters: [{ labelMatch: '^idp-managed$' }],
        }),
      () => expect(generator()).toMatchObject({ requeueAfterSeconds: expect.any(Number) as number }),
      () => expect(at(set(), 'spec.template.metadata.name')).toContain('{{'),
      () =>
        expect(at(set(), 'spec.template.spec')).toMatchObject({
          source: { path: '{{ .path.path }}' },
          syncPolicy: { automated: { selfHeal: true } },
        }),
    ],
  );
});

describe('Step 4: Result', () => {
  const pod = () => at(objects('apps/web/deploy/base/deployment.yaml')[0], 'spec.template.spec.containers.0');
  const source = () =>
    Object.entries(repository)
      .filter(([path]) => path.startsWith('src/'))
      .map(([, text]) => text)
      .join('\n');
  const packages = () => repository['package.json'] ?? '';
  eachLine(
    40,
    `
- OpenTelemetry auto-instrumentation
- Prometheus metrics endpoint
- Structured JSON logging
- Health check endpoints
- Proper resource limits
`,
    [
      () => {
        expect(packages()).toContain('"@opentelemetry/instrumentation-express"');
        expect(source()).toContain('registerInstrumentations(');
      },
      () => {
        expect(packages()).toContain('"prom-client"');
        expect(source()).toContain('/metrics');
      },
      () => {
        expect(packages()).toContain('"winston"');
        expect(source()).toMatch(/format\.json|json\(/);
      },
      () =>
        expect(pod()).toMatchObject({
          livenessProbe: { httpGet: { path: '/health' } },
          readinessProbe: { httpGet: { path: '/ready' } },
        }),
      () =>
        expect(pod()).toMatchObject({
          resources: { limits: { cpu: expect.any(String) as string, memory: expect.any(String) as string } },
        }),
    ],
  );
});

interface KindNode {
  readonly role: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly kubeadm_config_patches?: readonly string[];
  readonly extra_port_mappings?: readonly { readonly host_port: number; readonly container_port: number }[];
}

const cluster = () => {
  const { resource, terraform } = JSON.parse(localClusterStack('laptop').content) as {
    resource: { kind_cluster: { cluster: { name: string; kind_config: [{ node: KindNode[] }] } } };
    terraform: object;
  };
  return { ...resource.kind_cluster.cluster, terraform };
};
const nodes = () => cluster().kind_config[0].node;

describe('Module Structure', () => {
  test('line 90: k8s/cluster/     # Kind cluster provisioning', () => {
    expect(cluster().name).toBe('laptop');
    expect(cluster().terraform).toMatchObject({
      backend: { local: {} },
      required_providers: {
        kind: { source: 'tehcyx/kind', version: expect.stringMatching(/^\d+\.\d+\.\d+$/) as string },
      },
    });
    expect(nodes().map(({ role, labels }) => [role, labels?.['role']])).toEqual([
      ['control-plane', undefined],
      ['worker', 'platform'],
      ['worker', 'workloads'],
    ]);
  });
});

describe('Port Mappings (Kind)', () => {
  const ports = () => nodes()[0]?.extra_port_mappings;
  const nodePorts = () => at(component('traefik'), 'spec.source.helm.valuesObject.ports');
  eachLine(
    125,
    `
- \`8880\` -> cluster port \`80\` (HTTP)
- \`8843\` -> cluster port \`443\` (HTTPS)
`,
    [
      () => {
        expect(ports()).toContainEqual(expect.objectContaining({ host_port: 8880, container_port: 80 }));
        expect(nodePorts()).toMatchObject({ web: { nodePort: 80 } });
        // Kubernetes refuses node ports outside of its range.
        expect(nodes()[0]?.kubeadm_config_patches?.join('')).toContain('service-node-port-range: 80-');
      },
      () => {
        expect(ports()).toContainEqual(expect.objectContaining({ host_port: 8843, container_port: 443 }));
        expect(nodePorts()).toMatchObject({ websecure: { nodePort: 443 } });
      },
    ],
  );
});

describe('Ingress routing', () => {
  test('line 129: Routing is host-based (for example `backstage.local`) and uses path `/`', () => {
    const hosts = ofKind('Ingress').map((ingress) => [
      at(ingress, 'spec.rules.0.host'),
      at(ingress, 'spec.rules.0.http.paths.0.path'),
    ]);
    expect(hosts).toEqual([
      ['hello.local', '/'],
      ['web.local', '/'],
    ]);
  });

  test('line 131: Traffic enters the cluster via Traefik.', () => {
    expect(ofKind('Ingress').map((ingress) => at(ingress, 'spec.ingressClassName'))).toEqual(['traefik', 'traefik']);
    expect(at(component('traefik'), 'spec.source.helm.valuesObject.ingressClass')).toMatchObject({ name: 'traefik' });
  });
});

describe('Namespace Isolation', () => {
  eachLine(
    138,
    `
- Platform components run in \`platform\` namespace on dedicated node
- Workloads run in team namespaces on \`workloads\` node
- Node selectors enforce this separation
`,
    [
      () => {
        expect(at(component('traefik'), 'spec.destination.namespace')).toBe('platform');
        expect(at(component('sealed-secrets'), 'spec.destination.namespace')).toBe('platform');
      },
      () => {
        const workloads = [...ofKind('Deployment'), ...ofKind('StatefulSet')];
        expect(workloads.map(({ metadata }) => metadata.name)).toEqual(['hello', 'web', 'visits']);
        for (const workload of workloads)
          expect(at(workload, 'spec.template.spec.nodeSelector')).toEqual({ role: 'workloads' });
      },
      () => {
        for (const name of ['traefik', 'sealed-secrets'])
          expect(at(component(name), 'spec.source.helm.valuesObject.nodeSelector')).toEqual({ role: 'platform' });
      },
    ],
  );
});

describe('Sealed Secrets', () => {
  test('line 95: Secrets can be safely stored in Git, with no external secret store', () => {
    expect(component('sealed-secrets')).toBeDefined();
    expect(component('external-secrets')).toBeUndefined();
    expect(ofKind('ClusterSecretStore')).toEqual([]);
  });
});

describe('Future Roadmap', () => {
  const roadmap = seedTable(
    146,
    `
| RBAC | High |
| NetworkPolicies | High |
| ResourceQuota | High |
| Gateway API | medium |
| Vault integration | Low |
`,
  );
  const platformWith = async (text: string) => {
    const platform = readFileSync(join(ROOT, 'examples/kind/platform.yaml'), 'utf8');
    const cwd = testFolder({ 'platform.yaml': text === '' ? platform : text });
    cpSync(join(ROOT, 'examples/kind/apps'), join(cwd, 'apps'), { recursive: true });
    return Object.values(textByPath(synthesise((await loadFolder(cwd)).facts))).join('\n');
  };
  const replaced = (from: RegExp, to: string) =>
    platformWith(readFileSync(join(ROOT, 'examples/kind/platform.yaml'), 'utf8').replace(from, to));
  const shown: Readonly<Record<string, () => void | Promise<void>>> = {
    RBAC: () => expect(ofKind('RoleBinding')).not.toEqual([]),
    NetworkPolicies: () => expect(ofKind('NetworkPolicy')).not.toEqual([]),
    ResourceQuota: () => expect(ofKind('ResourceQuota')).not.toEqual([]),
    'Gateway API': async () =>
      expect(
        await replaced(
          / {2}type: ingress\n {2}className: traefik\n/,
          '  type: gateway\n  name: public\n  namespace: gateways\n',
        ),
      ).toContain('kind: HTTPRoute'),
    'Vault integration': async () =>
      expect(
        await replaced(
          / {2}type: sealed-secrets\n {2}sealedSecrets:\n.*\n/,
          '  type: vault\n  vault:\n    server: http://vault.vault:8200\n',
        ),
      ).toContain('kind: ClusterSecretStore'),
  };
  test.each(roadmap)('$title', async ({ cells: [feature = ''] }) => {
    expect(shown[feature]).toBeDefined();
    await shown[feature]?.();
  });
});
