import {
  type AppSpec,
  type CallFacts,
  type ClusterFacts,
  type Environment,
  type NamespaceFacts,
  type Platform,
  type PreviewCall,
  fillTemplate,
  kedaRoleOf,
  podTrustOf,
} from '@goldenpath/extension';
import type { ClusterContext } from './cluster-context';
import { componentsIn } from './resolve-components';
import { previewSecretsIn, secretPathsIn } from './secret-paths';
import { secretsRoleOf } from './secrets-role';
import { namespaceOf } from './namespace';
import { partsWith } from './parts-with';
import { sumOfQuotas } from './quotas';
import { callsOf } from './calls';
import { hasPreviews } from './resolve-preview';

/** Returns what the cluster of an environment has for its applications. */
export function resolveCluster(environment: Environment, isProduction: boolean, context: ClusterContext): ClusterFacts {
  const { platform } = context;
  const { name, clusterIssuer, observability, databases, aws } = environment;
  const components = componentsIn(environment, platform);
  const role = secretsRoleOf(environment, platform);
  const kedaRole = kedaRoleOf(environment, platform);
  const privatePorts = privatePortsIn(environment, context);
  return {
    environment: name,
    isProduction,
    region: aws.region,
    namespaces: namespacesIn(environment, context),
    calls: callsIn(environment, context),
    ...(platform.previews?.from === name && { previewCalls: previewCallsIn(environment, context) }),
    ...(platform.previews?.from === name && previewSecretsIn(environment, context)),
    exposure: platform.ingress,
    ...(platform.ingressClasses !== undefined && { ingressClasses: platform.ingressClasses }),
    ...domainsIn(name, platform),
    ...(clusterIssuer !== undefined && { clusterIssuer }),
    secretStore: platform.secretStore,
    storageClass: platform.kubernetes.storageClass,
    ...sharedVolumesIn(environment, platform),
    reloader: platform.kubernetes.reloader,
    ...(platform.kubernetes.keda && { keda: true as const }),
    observability,
    ...(databases !== undefined && { databasePort: platform.postgres.port }),
    ...(privatePorts.length > 0 && { privatePorts }),
    ...(environment.cluster?.local !== undefined && { local: environment.cluster.local }),
    ...(hasPodRoles(environment, context) && { podIdentityAgent: true as const }),
    ...(components.length > 0 && { components }),
    ...(components.some((component) => component.name === 'backstage') && {
      portalHost: fillTemplate(environment.host, { app: 'backstage', environment: name, domain: platform.domain }),
    }),
    ...(role?.trust.type === 'irsa' && { secretsRoleArn: role.arn }),
    ...(kedaRole?.trust.type === 'irsa' && { kedaRoleArn: kedaRole.arn }),
  };
}

function sharedVolumesIn({ cluster }: Environment, { kubernetes }: Platform): Pick<ClusterFacts, 'sharedVolumes'> {
  const { sharedFileSystem: fileSystem } = cluster ?? {};
  const { sharedStorageClass: storageClass } = kubernetes;
  return fileSystem === undefined || storageClass === undefined ? {} : { sharedVolumes: { storageClass, fileSystem } };
}

function domainsIn(environment: string, { domain, domains = [] }: Platform): Pick<ClusterFacts, 'domains'> {
  const found = domains.flatMap(({ name, environments }) =>
    name === domain || environments?.includes(environment) === false ? [] : [name],
  );
  return found.length === 0 ? {} : { domains: found };
}

function namespacesIn(environment: Environment, context: ClusterContext): NamespaceFacts[] {
  const { platform } = context;
  const secretPaths = secretPathsIn(environment, context);
  const teams = new Map<string, string[]>();
  for (const team of platform.teams) {
    const name = namespaceOf(team, environment, platform);
    teams.set(name, [...(teams.get(name) ?? []), team]);
  }
  const { quotas } = platform.kubernetes;
  const quotaOf = (team: string) =>
    (Object.hasOwn(quotas.teams, team) ? quotas.teams[team] : undefined) ?? quotas.default;
  const all = [...teams].map(([name, own]) => ({
    name,
    teams: own,
    quota: sumOfQuotas(own.map((team) => quotaOf(team))),
    ...(secretPaths !== undefined && { secretPaths: secretPaths.get(name) ?? [] }),
  }));
  return all.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What previews call is outside of their namespace, but for their own further pods. */
function previewCallsIn(environment: Environment, context: ClusterContext): PreviewCall[] {
  const byName = appsByName(context);
  return context.apps
    .filter((app) => hasPreviews(app, environment.name, context.registry))
    .flatMap((app) =>
      callsIn(environment, context, byName, [app])
        .filter(({ to }) => !to.app.startsWith(`${app.name}.`))
        .map(({ from, to }) => ({ from: app.name, selector: from.selector, to })),
    );
}

function callsIn(
  environment: Environment,
  context: ClusterContext,
  byName = appsByName(context),
  callers = context.apps,
): CallFacts[] {
  return callers.flatMap((app) => {
    const settings = app.settings[environment.name];
    if (settings === undefined) return [];
    return callsOf(app, usesOf(app, environment, context), {
      settings,
      environment,
      context: { ...context, apps: byName },
    });
  });
}

function privatePortsIn(environment: Environment, { apps, registry }: ClusterContext): number[] {
  const ports = apps.flatMap((app) => {
    const settings = app.settings[environment.name];
    if (settings === undefined) return [];
    return partsWith(registry, app.kind, 'privatePorts').flatMap(
      (part) => part.privatePorts?.(settings[part.name]) ?? [],
    );
  });
  return [...new Set(ports)].sort((a, b) => a - b);
}

function usesOf({ kind, settings }: AppSpec, { name }: Environment, { registry }: ClusterContext): string[] {
  const own = settings[name];
  return own === undefined
    ? []
    : partsWith(registry, kind, 'uses').flatMap((part) => part.uses?.(own[part.name]) ?? []);
}

function appsByName({ apps, fleet }: ClusterContext): Pick<ReadonlyMap<string, AppSpec>, 'get'> {
  return fleet ?? new Map(apps.map((app) => [app.name, app]));
}

/** Returns whether an application here can have a role in AWS that its pods get from the agent of their node. */
function hasPodRoles(environment: Environment, { platform, apps, registry }: ClusterContext): boolean {
  if (podTrustOf(environment, platform.kubernetes)?.type !== 'eks-pod-identity') return false;
  return apps.some(
    ({ kind, environments }) =>
      environments.includes(environment.name) &&
      registry.partsOf(kind).some(({ podPermissions }) => podPermissions !== undefined),
  );
}
