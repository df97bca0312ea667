import { builtInRegistry } from '@goldenpath/parts';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { type LoadedFleet, loadFleet } from '@goldenpath/spec';

/** Files of a fleet, as data: `platform`, and the spec of each application by its name. */
export interface FleetFiles {
  readonly platform: object;
  readonly apps: Readonly<Record<string, object>>;
}

/** Loads a fleet from data. Throws where it has mistakes. */
export async function fleetOf({ platform, apps }: FleetFiles): Promise<LoadedFleet> {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'explain-'));
  try {
    // JSON is YAML.
    fs.writeFileSync(path.join(root, 'platform.yaml'), JSON.stringify(platform, null, 2));
    for (const [name, app] of Object.entries(apps)) {
      fs.mkdirSync(path.join(root, 'apps', name), { recursive: true });
      fs.writeFileSync(path.join(root, 'apps', name, 'app.yaml'), JSON.stringify({ name, ...app }, null, 2));
    }
    const source = {
      appsFolder: path.join(root, 'apps'),
      platformFile: path.join(root, 'platform.yaml'),
      relativeTo: root,
    };
    const { fleet, diagnostics } = await loadFleet(source, builtInRegistry);
    if (fleet === undefined || diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics, null, 2));
    return fleet;
  } finally {
    fs.rmSync(root, { recursive: true });
  }
}

const network = {
  vpcId: 'vpc-0d0e0f10',
  subnetIds: ['subnet-0d0e0f10', 'subnet-0d0e0f11'],
  clientCidrs: ['10.0.0.0/16'],
};
const common = { owner: 'a-team', description: 'An application' };

/** What the example fleet does not use, on a platform that says little. */
export const CORNERS: FleetFiles = {
  platform: {
    organisation: 'corner',
    domain: 'corner.example',
    aws: { accountId: '210987654321', region: 'eu-central-1' },
    registry: 'registry.corner.example',
    teams: ['a-team', 'b-team'],
    environments: [
      {
        name: 'one',
        logLevel: 'debug',
        host: '{app}.one.{domain}',
        certificate: { secretName: 'wildcard' },
        databases: { network, multiAz: true },
        observability: { metrics: 'service-monitor', monitorLabels: { release: 'corner' } },
      },
      { name: 'two', logLevel: 'info', host: '{app}.{domain}', clusterIssuer: 'issuer', databases: { network } },
    ],
    kubernetes: { namespace: '{team}-{environment}' },
    observability: {
      metrics: 'annotations',
      otlp: { endpoint: 'http://collector:4318' },
      monitorLabels: { tier: 'all' },
    },
    ingress: {
      type: 'gateway',
      name: 'entry',
      namespace: 'gateways',
      sectionName: 'https',
      httpSectionName: 'http',
      allowedAnnotations: ['example.org/*'],
    },
    ingressClasses: {
      internal: {
        type: 'ingress',
        className: 'nginx',
        visibility: 'internal',
        clusterIssuer: 'internal-ca',
        annotations: { 'example.org/zone': 'inside' },
      },
      tcp: { type: 'gateway', name: 'tcp', namespace: 'gateways', tcpListeners: { feed: 9000 } },
    },
    domains: [{ name: 'routed.example', certificate: { secretName: 'routed-wildcard' } }],
    delivery: { workflow: 'corner/platform/.github/workflows/_build-and-release.yml@main' },
    state: { type: 'local' },
  },
  apps: {
    keeper: {
      kind: 'backend-app-rds',
      ...common,
      database: { name: 'keeper_db', username: 'keeper' },
      storage: { size: '5Gi', mountPath: '/var/keeper' },
      migration: { command: ['migrate'] },
      overrides: { two: { storage: { size: '9Gi' } } },
    },
    plain: {
      ...common,
      kind: 'stateless-app',
      resources: { limits: { cpu: '50m' } },
      route: { annotations: { 'example.org/timeout': '60' } },
      env: { A_B: 'c' },
      uses: ['kept', 'asked'],
    },
    guarded: {
      ...common,
      kind: 'stateless-app',
      sidecars: {
        proxy: {
          image: 'envoy:1.30',
          env: { MODE: 'strict' },
          runAsUser: 101,
          probes: { readiness: { type: 'tcp', port: 9901 } },
        },
      },
      initContainers: { wait: { command: ['wait'] } },
    },
    routed: {
      ...common,
      kind: 'stateless-app',
      environments: ['two'],
      ports: [
        { name: 'http', port: 8080, protocol: 'http' },
        { name: 'tcp-feed', port: 9000, protocol: 'tcp' },
      ],
      route: { hosts: ['{host}', 'www.routed.example'], paths: ['/', '/x'] },
      routes: {
        inside: { class: 'internal', paths: ['/api'], stripPrefix: true },
        feed: { class: 'tcp', listener: 'feed', port: 'tcp-feed', annotations: {} },
      },
      overrides: { two: { routes: { inside: { paths: ['/api', '/v2'] } } } },
    },
    kept: {
      ...common,
      kind: 'stateful-app',
      storage: { size: '1Gi', mountPath: '/data' },
      ingress: false,
      environments: ['one', 'two'],
    },
    asked: {
      ...common,
      kind: 'backend-app-rds',
      database: { name: 'asked', username: 'asked_app', instance: 'dedicated', storageGb: 60 },
      overrides: { two: { autoscaling: { maxReplicas: 3 } } },
    },
    bare: { ...common, kind: 'rds-database', risk: 'high', database: { name: 'bare', username: 'bare_owner' } },
    image: {
      ...common,
      kind: 'stateless-app',
      image: 'nginx:1.29',
      probe: 'http',
      port: 80,
      resources: { limits: { cpu: 'none' } },
      volumes: { tmp: { size: '1Gi' } },
      probes: { startup: { seconds: 90 }, liveness: { command: ['nginx', '-t'] }, readiness: { path: '/up' } },
      observability: { metrics: 'annotations', path: '/stats', otlp: { endpoint: 'https://otlp.corner.example' } },
    },
  },
};
