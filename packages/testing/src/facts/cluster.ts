import type { AppFacts, AppInEnvironment } from '@goldenpath/model';
import type { ServicePart, WorkloadPart } from '@goldenpath/parts';
import type { ContainerImage } from '@goldenpath/extension';

const REGISTRY = '123456789012.dkr.ecr.eu-west-2.amazonaws.com';

/** The image of an application that is built. */
export function builtImage(name: string, initialTag = 'latest'): ContainerImage {
  return { source: 'built', placeholder: name, url: `${REGISTRY}/${name}`, initialTag };
}

/** A Deployment's worth of workload; everything may be replaced. */
export function workload(name: string, changes: Partial<WorkloadPart> = {}): WorkloadPart {
  return {
    controller: 'Deployment',
    name,
    image: builtImage(name),
    replicas: 1,
    port: 8080,
    portName: 'http',
    args: [],
    runAsUser: 10001,
    resources: { requests: { cpu: '50m', memory: '128Mi' }, limits: { cpu: '500m', memory: '256Mi' } },
    probe: { type: 'http', live: '/health', ready: '/ready' },
    ...changes,
  };
}

/** The ClusterIP Service that a route leads to. */
export function service(name: string, targetPort = 8080): ServicePart {
  return { name, headless: false, port: 80, portName: 'http', targetPort, dnsName: `${name}.apps.svc.cluster.local` };
}

/** An application in one environment that has no part there. */
export function bare(name: string, environment: string): AppInEnvironment {
  return { environment, namespace: 'apps', labels: labels(name), selector: { app: name }, uses: [], tags: {} };
}

/** A stateless application in one environment. */
export function stateless(
  name: string,
  environment: string,
  changes: Partial<AppInEnvironment> = {},
): AppInEnvironment {
  return {
    ...bare(name, environment),
    workload: workload(name),
    configuration: configuration(name, environment),
    services: [service(name)],
    route: route(name, name, environment),
    ...changes,
  };
}

/** A stateful application of an upstream image in one environment. */
export function stateful(name: string, environment: string, changes: Partial<AppInEnvironment> = {}): AppInEnvironment {
  return stateless(name, environment, {
    workload: workload(name, {
      controller: 'StatefulSet',
      image: { source: 'upstream', reference: 'redis:7.4' },
      port: 6379,
      portName: 'tcp',
      probe: { type: 'tcp' },
    }),
    services: [
      {
        name,
        headless: true,
        port: 6379,
        portName: 'tcp',
        targetPort: 6379,
        dnsName: `${name}.apps.svc.cluster.local`,
      },
      {
        name: `${name}-lb`,
        headless: false,
        port: 80,
        portName: 'tcp',
        targetPort: 6379,
        dnsName: `${name}-lb.apps.svc.cluster.local`,
      },
    ],
    route: route(name, `${name}-lb`, environment),
    storage: { volumeName: 'data', size: '10Gi', mountPath: '/data', storageClass: 'gp3' },
    ...changes,
  });
}

/** A stateless application with the credentials of a database. */
export function backend(name: string, environment: string, changes: Partial<AppInEnvironment> = {}): AppInEnvironment {
  return stateless(name, environment, {
    credentials: {
      secretName: `${name}-db-creds`,
      store: { name: 'aws-secrets-manager', kind: 'ClusterSecretStore' },
      refreshInterval: '1h',
      remotePath: `goldenpath/${environment}/orders_db/postgres`,
      reloads: false,
      variables: [
        { variable: 'DB_HOST', property: 'host' },
        { variable: 'DB_PORT', property: 'port' },
        { variable: 'DB_NAME', property: 'dbname' },
        { variable: 'DB_USER', property: 'username' },
        { variable: 'DB_PASS', property: 'password' },
      ],
    },
    ...changes,
  });
}

/** An application with these facts, without overrides if `general` is not given. */
export function app(
  name: string,
  environments: readonly AppInEnvironment[],
  general: readonly AppInEnvironment[] = environments,
): AppFacts {
  return {
    name,
    kind: 'stateless-app',
    description: 'An application of the tests',
    owner: 'app-team',
    risk: 'medium',
    accept: [],
    manifestsPath: `apps/${name}/deploy`,
    tags: {},
    general,
    environments,
  };
}

function labels(name: string): Record<string, string> {
  return {
    app: name,
    'app.kubernetes.io/component': 'service',
    'app.kubernetes.io/managed-by': 'goldenpath',
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/part-of': 'goldenpath-idp',
    'goldenpath.io/owner': 'app-team',
  };
}

function configuration(name: string, environment: string): NonNullable<AppInEnvironment['configuration']> {
  return {
    name: `${name}-config`,
    variables: { APP_ENV: environment, LOG_LEVEL: environment === 'prod' ? 'warn' : 'debug' },
    checksum: `checksum-${environment}`,
  };
}

function route(name: string, serviceName: string, environment: string): NonNullable<AppInEnvironment['route']> {
  const host = environment === 'prod' ? `${name}.goldenpathidp.io` : `${name}.${environment}.goldenpathidp.io`;
  const tls = environment === 'prod' ? { clusterIssuer: 'letsencrypt-prod', secretName: `${name}-tls` } : undefined;
  return {
    host,
    url: `${tls ? 'https' : 'http'}://${host}`,
    serviceName,
    servicePort: 80,
    exposure: { type: 'ingress', className: 'kong' },
    ...(tls && { tls }),
  };
}
