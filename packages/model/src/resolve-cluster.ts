import {
  type AppSpec,
  type CallFacts,
  type ClusterFacts,
  type Environment,
  type NamespaceFacts,
  type Platform,
  type PreviewCall,
  fillTemplate,
  podTrustOf,
} from '@goldenpath/extension';
import type { ClusterContext } from './cluster-context';
import { componentsIn } from './resolve-components';
import { previewSecretsIn, secretPathsIn } from './secret-paths';
import { secretsRoleOf } from './secrets-role';
import { namespaceOf } from './namespace';
import { sumOfQuotas } from './quotas';
import { hasPreviews, podsIn } from './resolve-preview';

/** Returns what the cluster of an environment has for its applications. */
export function resolveCluster(environment: Environment, isProduction: boolean, context: ClusterContext): ClusterFacts {
  const { platform } = context;
  const { name, clusterIssuer, observability, databases, aws } = environment;
  const components = componentsIn(environment, platform);
  const role = secretsRoleOf(environment, platform);
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
    reloader: platform.kubernetes.reloader,
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
  };
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

function previewCallsIn(environment: Environment, context: ClusterContext): PreviewCall[] {
  const previewed = new Set(
    context.apps.filter((app) => hasPreviews(app, environment.name, context.registry)).map(({ name }) => name),
  );
  return callsIn(environment, context).flatMap(({ from, to }) =>
    previewed.has(from.app) ? [{ from: from.app, to }] : [],
  );
}

function callsIn(environment: Environment, { platform, apps, registry }: ClusterContext): CallFacts[] {
  const byName = new Map(apps.map((app) => [app.name, app]));
  const podsOf = (app: AppSpec) => podsIn(app, environment, platform);
  return apps.flatMap((app) => {
    const settings = app.settings[environment.name];
    if (settings === undefined) return [];
    const uses = registry.partsOf(app.kind).flatMap((part) => part.uses?.(settings[part.name]) ?? []);
    return [...new Set(uses)].sort().flatMap((other) => {
      const to = byName.get(other);
      return to === undefined ? [] : [{ from: podsOf(app), to: podsOf(to) }];
    });
  });
}

function privatePortsIn(environment: Environment, { apps, registry }: ClusterContext): number[] {
  const ports = apps.flatMap((app) => {
    const settings = app.settings[environment.name];
    if (settings === undefined) return [];
    return registry.partsOf(app.kind).flatMap((part) => part.privatePorts?.(settings[part.name]) ?? []);
  });
  return [...new Set(ports)].sort((a, b) => a - b);
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
