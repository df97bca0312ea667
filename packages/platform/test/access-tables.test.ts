import { join } from 'node:path';
import type { FleetFacts } from '@goldenpath/extension';
import { type Deployment, permits } from '@goldenpath/testing/access/app-project';
import { platformIn, podsIn } from '@goldenpath/testing/access/cluster';
import { type Address, type Pod, type Port, reaches } from '@goldenpath/testing/access/network';
import { mayDo, type Request } from '@goldenpath/testing/access/rbac';
import { openFleet, ROOT } from '@goldenpath/testing/fleet';

/** The cluster that Argo CD runs in. */
const OWN_CLUSTER = 'https://kubernetes.default.svc';

interface Fleet {
  readonly name: string;
  readonly folder: string;
  readonly organisation: string;
  readonly environments: readonly string[];
  /** The one for development, if there is one, and the one that users depend on. */
  readonly development?: string;
  readonly production: string;
  readonly hasDatabases: boolean;
  /** Whether pods can get a role from the EKS Pod Identity Agent of their node. */
  readonly hasPodRoles: boolean;
  /** Who may call whom. */
  readonly calls: Readonly<Record<string, readonly string[]>>;
  /** An application, its team and its namespace. */
  readonly app: string;
  readonly team: string;
  readonly namespace: string;
  /** A namespace that this team must not reach, or `undefined` if all teams share one. */
  readonly otherNamespace?: string;
  /** Where requests come from. */
  readonly ingress: string;
  readonly repository: string;
  /** The cluster of production. */
  readonly cluster: string;
}

const FLEETS: readonly Fleet[] = [
  {
    name: 'the example fleet',
    folder: ROOT,
    organisation: 'goldenpath-idp',
    environments: ['dev', 'test', 'staging', 'prod'],
    development: 'dev',
    production: 'prod',
    hasDatabases: true,
    hasPodRoles: true,
    calls: {
      'my-redis': [],
      'orders-api': ['user-service'],
      receipts: [],
      storefront: ['orders-api', 'user-service'],
      'user-service': ['my-redis'],
    },
    app: 'orders-api',
    team: 'app-team',
    namespace: 'apps',
    ingress: 'kong',
    repository: 'https://github.com/goldenpath-idp/gitops.git',
    cluster: 'goldenpath-prod',
  },
  {
    name: 'examples/acme',
    folder: join(ROOT, 'examples/acme'),
    organisation: 'acme',
    environments: ['dev', 'prod'],
    development: 'dev',
    production: 'prod',
    hasDatabases: true,
    hasPodRoles: true,
    calls: { cache: [], orders: [], storefront: ['orders'] },
    app: 'orders',
    team: 'shop',
    namespace: 'shop',
    // The team `platform` has a namespace of that name, which is that of components elsewhere.
    otherNamespace: 'platform',
    ingress: 'gateways',
    repository: 'https://github.com/acme/orders.git',
    cluster: 'https://1011121314151617.gr7.eu-central-1.eks.amazonaws.com',
  },
  {
    name: 'examples/kind',
    folder: join(ROOT, 'examples/kind'),
    organisation: 'laptop',
    environments: ['dev'],
    production: 'dev',
    hasDatabases: false,
    hasPodRoles: false,
    calls: { hello: ['visits'], visits: [], web: ['hello'] },
    app: 'hello',
    team: 'app-team',
    namespace: 'apps',
    ingress: 'platform',
    repository: 'https://github.com/laptop/gitops.git',
    cluster: OWN_CLUSTER,
  },
];

describe.each(FLEETS.map((fleet) => [fleet.name, fleet] as const))('%s', (_name, fleet) => {
  let facts: FleetFacts;

  beforeAll(async () => {
    ({ facts } = await openFleet(fleet.folder));
  });

  describe('who may reach what', () => {
    test('in every environment an application reaches those that it uses, and no other', () => {
      for (const environment of fleet.environments) {
        const objects = platformIn(facts, environment);
        const pods = podsIn(facts, environment);
        const table = [...pods].map(([from, sender]) => {
          const reached = [...pods].filter(
            ([to, receiver]) => to !== from && reaches(objects, sender, receiver, receiver),
          );
          return [from, reached.map(([to]) => to)] as const;
        });
        expect({ environment, calls: Object.fromEntries(table) }).toEqual({ environment, calls: fleet.calls });
      }
    });

    const DNS: Pod = { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } };
    const FROM_APP: readonly (readonly [boolean, string, Pod | Address, Port])[] = [
      [true, 'the DNS of the cluster', DNS, { port: 53, protocol: 'UDP' }],
      [false, 'another port of it', DNS, { port: 9153 }],
      [fleet.hasDatabases, 'a database in a private network', { ip: '10.10.3.4' }, { port: 5432 }],
      [false, 'another port there', { ip: '10.10.3.4' }, { port: 22 }],
      [true, 'the internet over HTTPS', { ip: '52.1.2.3' }, { port: 443 }],
      [false, 'the internet without TLS', { ip: '52.1.2.3' }, { port: 80 }],
      [false, 'the credentials of the node', { ip: '169.254.169.254' }, { port: 80 }],
      [fleet.hasPodRoles, 'the Pod Identity Agent of the node', { ip: '169.254.170.23' }, { port: 80 }],
      [false, 'another port of the agent', { ip: '169.254.170.23' }, { port: 2703 }],
      [false, 'the API server', { ip: '172.20.0.1' }, { port: 443 }],
      [false, 'Argo CD', { namespace: 'argocd' }, { port: 8080 }],
      [false, 'the secret store', { namespace: 'platform' }, { port: 8200 }],
      [false, 'Prometheus', { namespace: 'monitoring' }, { port: 9090 }],
    ];
    test.each(FROM_APP)('%s: an application reaches %s', (isOpen, _what, to, port) => {
      for (const environment of fleet.environments) {
        const from = podsIn(facts, environment).get(fleet.app);
        if (from === undefined) throw new Error(`There is no ${fleet.app} in ${environment}.`);
        expect(reaches(platformIn(facts, environment), from, to, port)).toBe(isOpen);
      }
    });

    test.each<[boolean, string, Pod | Address]>([
      [true, 'the ingress', { namespace: fleet.ingress }],
      [false, 'Argo CD', { namespace: 'argocd' }],
      [false, 'an unknown namespace', { namespace: 'elsewhere' }],
      [
        false,
        'a pod with the label of a caller in another namespace',
        { namespace: 'elsewhere', labels: { app: 'storefront' } },
      ],
      [
        false,
        'a team that has the name of the namespace of components',
        { namespace: fleet.otherNamespace ?? 'elsewhere' },
      ],
      [false, 'the internet', { ip: '52.1.2.3' }],
      [false, 'another machine of the network', { ip: '10.10.3.4' }],
    ])('%s: %s reaches an application', (isOpen, _who, from) => {
      for (const environment of fleet.environments) {
        const to = podsIn(facts, environment).get(fleet.app);
        if (to === undefined) throw new Error(`There is no ${fleet.app} in ${environment}.`);
        expect(reaches(platformIn(facts, environment), from, to, to)).toBe(isOpen);
      }
    });
  });

  describe('who may do what', () => {
    const { organisation, team, namespace, otherNamespace = 'kube-system' } = fleet;
    const may = (environment: string, group: string, request: Request) =>
      mayDo(platformIn(facts, environment), { groups: [group] }, request);
    const IN = { namespace };

    test.each<[boolean, boolean, Request]>([
      [true, true, { verb: 'get', resource: 'pods', ...IN }],
      [true, true, { verb: 'get', resource: 'pods/log', ...IN }],
      [true, true, { verb: 'list', resource: 'events', ...IN }],
      [true, true, { verb: 'watch', resource: 'deployments', group: 'apps', ...IN }],
      [true, false, { verb: 'create', resource: 'pods/exec', ...IN }],
      [true, false, { verb: 'create', resource: 'pods/portforward', ...IN }],
      [true, false, { verb: 'delete', resource: 'pods', ...IN }],
      [false, false, { verb: 'get', resource: 'secrets', ...IN }],
      [false, false, { verb: 'list', resource: 'secrets', ...IN }],
      [false, false, { verb: 'create', resource: 'pods', ...IN }],
      [false, false, { verb: 'patch', resource: 'deployments', group: 'apps', ...IN }],
      [false, false, { verb: 'update', resource: 'deployments/scale', group: 'apps', ...IN }],
      [false, false, { verb: 'create', resource: 'rolebindings', group: 'rbac.authorization.k8s.io', ...IN }],
      [false, false, { verb: 'delete', resource: 'networkpolicies', group: 'networking.k8s.io', ...IN }],
      [false, false, { verb: 'patch', resource: 'resourcequotas', ...IN }],
      [false, false, { verb: 'create', resource: 'serviceaccounts/token', ...IN }],
      [false, false, { verb: 'get', resource: 'pods', namespace: otherNamespace }],
      [false, false, { verb: 'create', resource: 'pods/exec', namespace: otherNamespace }],
      [false, false, { verb: 'get', resource: 'nodes' }],
      [false, false, { verb: 'delete', resource: 'namespaces', name: namespace }],
    ])('in dev %s, in prod %s: a team may %j', (inDev, inProd, request) => {
      const group = `${organisation}:${team}`;
      expect(may(fleet.production, group, request)).toBe(inProd);
      if (fleet.development !== undefined) expect(may(fleet.development, group, request)).toBe(inDev);
      // A team of another organisation, or none, has nothing.
      expect(may(fleet.environments[0] ?? '', `other:${team}`, request)).toBe(false);
      expect(may(fleet.environments[0] ?? '', 'system:authenticated', request)).toBe(false);
    });
  });

  describe('what may be deployed', () => {
    const OWN: Deployment = {
      repository: fleet.repository,
      cluster: fleet.cluster,
      namespace: fleet.namespace,
      group: 'apps',
      kind: 'Deployment',
    };
    const RBAC = 'rbac.authorization.k8s.io';

    test.each<[boolean, boolean, string, Partial<Deployment>]>([
      [true, true, 'an application', {}],
      [true, true, 'its alerts', { group: 'monitoring.coreos.com', kind: 'PrometheusRule' }],
      [true, true, 'its credentials', { group: 'external-secrets.io', kind: 'ExternalSecret' }],
      [false, true, 'a network policy', { group: 'networking.k8s.io', kind: 'NetworkPolicy' }],
      [false, true, 'a role', { group: RBAC, kind: 'RoleBinding' }],
      [false, true, 'a quota', { group: '', kind: 'ResourceQuota' }],
      [false, true, 'a cluster role', { group: RBAC, kind: 'ClusterRole', isNamespaced: false }],
      [false, true, 'a namespace', { group: '', kind: 'Namespace', isNamespaced: false }],
      [false, true, 'something of another namespace', { namespace: 'kube-system' }],
      [false, false, 'something of another cluster', { cluster: 'https://other.example.org' }],
      [
        false,
        // The one cluster of a laptop has Argo CD as well.
        fleet.cluster === OWN_CLUSTER,
        'something of the cluster of Argo CD',
        { cluster: OWN_CLUSTER, namespace: 'argocd' },
      ],
      [false, false, 'something of another organisation', { repository: 'https://github.com/other/gitops.git' }],
    ])('workloads %s, platform %s: %s', (byWorkloads, byPlatform, _what, change) => {
      const objects = platformIn(facts, fleet.production);
      const projectOf = (name: string) => {
        const found = objects.find(({ kind, metadata }) => kind === 'AppProject' && metadata.name === name);
        if (found === undefined) throw new Error(`There is no project ${name}.`);
        return found;
      };
      const central = `https://github.com/${fleet.organisation}/gitops.git`;
      const deployment = { ...OWN, ...change };
      const ofPlatform = { ...deployment, repository: change.repository ?? central };
      expect([permits(projectOf('workloads'), deployment), permits(projectOf('platform'), ofPlatform)]).toEqual([
        byWorkloads,
        byPlatform,
      ]);
      // The root application brings the configuration of Argo CD only.
      expect(permits(projectOf('bootstrap'), ofPlatform)).toBe(false);
    });
  });
});
