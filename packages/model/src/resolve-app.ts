import { type AppSpec, type Environment, fillTemplate, type Platform, type Settings } from '@goldenpath/spec';
import type { AppFacts, AppInEnvironment } from './facts';
import { appEnvironmentStackName, appStackName, platformStackName } from './names';
import { configurationPart, type UsedApp } from './parts/configuration';
import { credentialsPart, databasePart } from './parts/database';
import { routePart, serviceParts } from './parts/network';
import { registryPart, repositoryPart } from './parts/repository';
import { autoscalingPart, availabilityPart, workloadPart } from './parts/workload';
import { stackFacts } from './stacks';
import { appLabels, appSelector, appTags } from './tags';

/** The applications of a fleet by name: what `uses` leads to. */
export type AppsByName = ReadonlyMap<string, AppSpec>;

/** Everything about one application that is generated from it. */
export function resolveApp(spec: AppSpec, platform: Platform, fleet: AppsByName): AppFacts {
  const { workload } = spec.general;
  const isBuilt = workload !== undefined && workload.image === undefined;
  const registry = isBuilt ? registryPart(spec, platform) : undefined;
  const repository = workload === undefined ? undefined : repositoryPart(spec, platform, registry);
  const resolved = (environment: Environment, settings: Settings) =>
    resolveInEnvironment(spec, settings, environment, platform, fleet);
  const general = platform.environments.map((environment) => resolved(environment, spec.general));
  const environments = platform.environments.flatMap((environment, index) => {
    const settings = spec.settings[environment.name];
    if (settings === undefined) return [];
    // Without an override it is what it is in general, and need not be found out twice.
    return settings === spec.general ? (general[index] ?? []) : resolved(environment, settings);
  });
  return {
    name: spec.name,
    kind: spec.kind,
    description: spec.description,
    owner: spec.owner,
    risk: spec.risk,
    accept: spec.accept,
    ...(isBuilt && { runtime: workload.runtime }),
    manifestsPath: `apps/${spec.name}/deploy`,
    ...(repository !== undefined && { repository, stack: stackFacts(platform, appStackName(spec.name)) }),
    ...(registry !== undefined && { registry }),
    tags: appTags(spec),
    general,
    environments,
  };
}

function resolveInEnvironment(
  spec: AppSpec,
  settings: Settings,
  environment: Environment,
  platform: Platform,
  fleet: AppsByName,
): AppInEnvironment {
  const services = serviceParts(spec.name, settings);
  const uses = settings.workload?.uses ?? [];
  const database = settings.database && databasePart(spec, settings.database, environment, platform);
  return {
    environment: environment.name,
    namespace: namespaceOf(spec, environment, platform),
    labels: appLabels(spec, platform.organisation),
    selector: appSelector(spec.name),
    ...workloadParts(spec, settings, environment, platform, usedApps(uses, environment, platform, fleet)),
    services,
    ...optional('route', routePart(spec, settings, services, environment, platform)),
    ...(settings.storage !== undefined && {
      storage: {
        volumeName: 'data',
        size: settings.storage.size,
        mountPath: settings.storage.mountPath,
        storageClass: settings.storage.className,
      },
    }),
    ...(database !== undefined && { database }),
    ...(database !== undefined &&
      settings.workload !== undefined && { credentials: credentialsPart(spec, database, platform) }),
    uses,
    ...(database !== undefined && {
      stack: stackFacts(platform, appEnvironmentStackName(spec.name, environment.name), [
        platformStackName(environment.name),
      ]),
    }),
    tags: appTags(spec, environment.name),
  };
}

function workloadParts(
  spec: AppSpec,
  settings: Settings,
  environment: Environment,
  platform: Platform,
  used: readonly UsedApp[],
): Pick<AppInEnvironment, 'workload' | 'configuration' | 'autoscaling' | 'availability'> {
  const { workload, storage } = settings;
  if (workload === undefined) return {};
  const controller = storage === undefined ? 'Deployment' : 'StatefulSet';
  return {
    workload: workloadPart(spec, workload, environment, platform, controller),
    configuration: configurationPart(spec, settings, environment, used),
    ...optional('autoscaling', autoscalingPart(workload)),
    ...optional('availability', availabilityPart(workload)),
  };
}

/** The namespace of an application in an environment, by the platform's template. */
export function namespaceOf({ owner }: AppSpec, environment: Environment, { kubernetes }: Platform): string {
  return fillTemplate(kubernetes.namespace, { team: owner, environment: environment.name });
}

function usedApps(uses: readonly string[], environment: Environment, platform: Platform, fleet: AppsByName): UsedApp[] {
  return uses.flatMap((name) => {
    const used = fleet.get(name);
    const [service] = used === undefined ? [] : serviceParts(name, used.general);
    if (used === undefined || service === undefined) return [];
    const namespace = namespaceOf(used, environment, platform);
    return [{ name, namespace, service, speaksHttp: used.general.workload?.probe === 'http' }];
  });
}

function optional<Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } {
  return (value === undefined ? {} : { [key]: value }) as { [K in Key]?: Value };
}
