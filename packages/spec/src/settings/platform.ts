import { AURORA, clusterCapacity, defaultMaxStorage } from '@goldenpath/parts';
import type { DatabaseSize } from '../types/app';
import type { WrittenEnvironmentDatabases } from '../types/databases';
import type { WrittenNotifications } from '../types/notifications';
import type { WrittenEnvironment, WrittenPlatform } from '../types/platform';
import type { Environment, EnvironmentDatabases, Platform } from '../types/resolved';
import { type Account, ecrAddress, resolveAccounts, resolveEnvironmentAccount } from './aws';
import { resolveExposure, resolveIngressClasses } from './exposure';
import { resolveKubernetes } from './kubernetes';
import { resolvePreviews } from './previews';
import { githubOffer, resolveGithub } from './github';
import { resolveSecretStore } from './secret-store';

/** The instance sizes, smallest first. */
export const DATABASE_SIZES: readonly DatabaseSize[] = ['small', 'medium', 'large', 'xlarge'];

/** Returns the platform file with all defaults applied. */
export function resolvePlatform(written: WrittenPlatform): Platform {
  const { kubernetes, secretStore, postgres } = written;
  const { platform: aws, registry } = resolveAccounts(written);
  const previews = resolvePreviews(written.previews);
  return {
    organisation: written.organisation,
    domain: written.domain,
    aws,
    registryAccount: registry.aws,
    registry: written.registry ?? ecrAddress(registry.aws),
    teams: [...written.teams],
    environments: written.environments.map((environment, index, all) =>
      resolveEnvironment(environment, index === 0 && all.length > 1, {
        observability: written.observability,
        account: resolveEnvironmentAccount(written, environment.aws),
      }),
    ),
    kubernetes: resolveKubernetes(kubernetes),
    ingress: resolveExposure(written.ingress),
    ...resolveIngressClasses(written),
    secretStore: resolveSecretStore(secretStore),
    ...resolveComponents(written),
    ...resolveGithub(written),
    ...resolveRepositories(written),
    ...(previews !== undefined && { previews }),
    ...resolveRuntimes(written),
    backstage: {
      flow: written.backstage?.flow ?? 'pull-request',
      notifications: written.backstage?.notifications ?? false,
      owner: written.backstage?.owner ?? `group:default/${written.teams[0]}`,
    },
    codeOwners: { ...(written.codeOwners?.specCode !== undefined && { specCode: [...written.codeOwners.specCode] }) },
    accept: (written.accept ?? []).map((acceptance) => ({ ...acceptance })),
    ...(written.liftedGuards !== undefined && { liftedGuards: written.liftedGuards.map((lifted) => ({ ...lifted })) }),
    state: registry.state,
    postgres: {
      version: postgres?.version ?? '16',
      port: postgres?.port ?? 5432,
      backupRetentionDays: { low: 7, medium: 14, high: 35, ...postgres?.backupRetentionDays },
      passwordRotation: postgres?.passwordRotation ?? 'manual',
    },
  };
}

function resolveRepositories(written: WrittenPlatform): Pick<Platform, 'gitops' | 'delivery' | 'applicationNames'> {
  const gitops = {
    layout: written.gitops?.layout ?? 'central',
    repository: written.gitops?.repository ?? 'gitops',
    branch: written.gitops?.branch ?? written.github?.defaultBranch ?? 'main',
    ...resolveNotifications(written.gitops?.notifications),
  } as const;
  const { attestations } = githubOffer(written.github ?? {});
  const delivery = {
    workflow: written.delivery.workflow,
    provenance: (written.delivery.provenance ?? true) && attestations,
    ...(written.delivery.approval === 'release' && { approval: written.delivery.approval }),
  };
  const { reserved = [], allowed = [] } = written.applicationNames ?? {};
  return { gitops, delivery, applicationNames: { reserved: [...reserved], allowed: [...allowed] } };
}

function resolveNotifications(written: WrittenNotifications | undefined): Pick<Platform['gitops'], 'notifications'> {
  if (written === undefined) return {};
  const { service, recipient = 'deployments', on = ['sync-failed', 'health-degraded'] } = written;
  return { notifications: { service, recipient, on: [...on] } };
}

function resolveComponents({ components }: WrittenPlatform): Pick<Platform, 'components'> {
  if (components === undefined) return {};
  return {
    components: Object.fromEntries(Object.entries(components).map(([name, component]) => [name, { ...component }])),
  };
}

function resolveRuntimes({ runtimes = {} }: WrittenPlatform): Pick<Platform, 'runtimes'> {
  const entries = Object.entries(runtimes).map(([name, { inputs, ...runtime }]) => [
    name,
    { ...runtime, inputs: { ...inputs } },
  ]);
  return entries.length === 0 ? {} : { runtimes: Object.fromEntries(entries) as NonNullable<Platform['runtimes']> };
}

function resolveEnvironment(
  written: WrittenEnvironment,
  isFirstOfSeveral: boolean,
  {
    account,
    observability: common,
  }: { readonly account: Account; readonly observability: WrittenPlatform['observability'] },
): Environment {
  return {
    name: written.name,
    logLevel: written.logLevel,
    host: written.host,
    ...(written.clusterIssuer !== undefined && { clusterIssuer: written.clusterIssuer }),
    ...(written.certificate !== undefined && { certificate: { ...written.certificate } }),
    mutableTags: written.mutableTags ?? false,
    gates: written.gates ?? (isFirstOfSeveral ? 'advisory' : 'blocking'),
    approvers: [...(written.approvers ?? [])],
    ...account,
    ...(written.cluster !== undefined && { cluster: { ...written.cluster } }),
    ...(written.databases !== undefined && { databases: resolveDatabases(written.databases) }),
    observability: {
      metrics: written.observability?.metrics ?? common?.metrics ?? 'none',
      monitorLabels: { ...common?.monitorLabels, ...written.observability?.monitorLabels },
      otlpEndpoint: written.observability?.otlp?.endpoint ?? common?.otlp?.endpoint ?? 'none',
      ...((written.observability?.alerts ?? common?.alerts) === true && { alerts: true }),
      ...((written.observability?.dashboards ?? common?.dashboards) === true && { dashboards: true }),
    },
  };
}

function resolveDatabases({ network, shared, ...written }: WrittenEnvironmentDatabases): EnvironmentDatabases {
  const storageGb = shared?.storageGb ?? 20;
  return {
    network: { vpcId: network.vpcId, subnetIds: [...network.subnetIds], clientCidrs: [...network.clientCidrs] },
    shared: {
      size: shared?.size ?? 'small',
      storageGb,
      maxStorageGb: shared?.maxStorageGb ?? defaultMaxStorage(storageGb, 100),
      ...sharedCluster(shared),
      ...(shared?.restoreFrom !== undefined && { restoreFrom: shared.restoreFrom }),
    },
    sizes: [...(written.sizes ?? DATABASE_SIZES)],
    minimumBackupRetentionDays: written.minimumBackupRetentionDays ?? 1,
    multiAz: written.multiAz ?? false,
    ...(written.version !== undefined && { version: written.version }),
    ...(written.extendedSupport === true && { extendedSupport: true }),
    ...(written.logRetentionDays !== undefined && { logRetentionDays: written.logRetentionDays }),
    ...(written.kmsKey !== undefined && { kmsKey: written.kmsKey }),
    ...(written.maintenanceWindow !== undefined && { maintenanceWindow: written.maintenanceWindow }),
    ...(written.backupWindow !== undefined && { backupWindow: written.backupWindow }),
    ...(written.applyImmediately === true && { applyImmediately: true }),
  };
}

/** What the shared instance has if it is an Aurora cluster. */
function sharedCluster(
  shared: WrittenEnvironmentDatabases['shared'],
): Pick<EnvironmentDatabases['shared'], 'engine' | 'serverless' | 'readers'> {
  if (shared?.engine !== AURORA) return {};
  const { readers, ...serverless } = clusterCapacity({ ...shared.serverless, readers: shared.readers });
  return { engine: AURORA, serverless, ...(readers !== undefined && { readers }) };
}
