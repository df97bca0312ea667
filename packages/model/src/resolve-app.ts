import {
  type AnyPart,
  type AppFacts,
  type AppInEnvironment,
  type AppSpec,
  type Environment,
  type InEnvironment,
  type OtherApp,
  type PodPermission,
  type Platform,
  type ReservedVariables,
  type Settings,
  settingsEverywhere,
  type SharedResource,
} from '@goldenpath/extension';
import { namespaceOf } from './namespace';
import { previewNamespaces, resolvePreview } from './resolve-preview';
import { partFacts } from './part-facts';
import { onceFacts, protection, type ResolveContext } from './resolve-once';
import { appEnvironmentStackName, appStackName, stackFacts } from './stacks';
import { appLabels, appSelector, appTags } from './tags';

/** Returns the facts of one application. */
export function resolveApp(spec: AppSpec, context: ResolveContext): AppFacts {
  const { platform } = context;
  const resolved = (environment: Environment, settings: Settings) =>
    resolveInEnvironment(spec, settings, environment, context);
  const general = platform.environments.map((environment) => resolved(environment, spec.general));
  const environments = platform.environments.flatMap((environment, index) => {
    const settings = spec.settings[environment.name];
    if (settings === undefined) return [];
    // Without an override the facts are those in general, and are not resolved again.
    return settings === spec.general ? (general[index] ?? []) : resolved(environment, settings);
  });
  const once = onceFacts(spec, context);
  const stackParts = withStack(context.registry.partsOf(spec.kind), 'once', once);
  const pullRequests = resolvePreview(spec, context, resolveInEnvironment);
  return {
    name: spec.name,
    kind: spec.kind,
    description: spec.description,
    owner: spec.owner,
    risk: spec.risk,
    accept: spec.accept,
    manifestsPath: `apps/${spec.name}/deploy`,
    ...once,
    ...(stackParts.length > 0 && { stack: stackFacts(platform, appStackName(spec.name)) }),
    tags: appTags(spec),
    general,
    environments,
    ...(pullRequests !== undefined && { pullRequests }),
  };
}

function resolveInEnvironment(
  spec: AppSpec,
  settings: Settings,
  environment: Environment,
  context: ResolveContext,
): AppInEnvironment {
  const { platform } = context;
  const parts = partsIn(spec, context);
  const own = commonFacts(spec, environment, platform);
  const common = context.namespace === undefined ? own : { ...own, namespace: context.namespace };
  const facts = environmentFacts(spec, settings, environment, common, context);
  const stackParts = withStack(parts, 'environment', facts);
  const platformStack = context.platformFacts.get(environment.name)?.stack?.name;
  const ofPlatform = stackParts.some(({ needsPlatformStack }) => needsPlatformStack) ? (platformStack ?? []) : [];
  const dependsOn = [ofPlatform, neededStacks(spec, settings, stackParts, environment.name)].flat();
  const { tags, ...withoutTags } = common;
  return {
    ...withoutTags,
    ...facts,
    uses: parts.flatMap((part) => (part.uses === undefined ? [] : part.uses(settings[part.name]))),
    ...(stackParts.length > 0 && {
      stack: stackFacts(environment, appEnvironmentStackName(spec.name, environment.name), dependsOn),
    }),
    tags,
  };
}

function partsIn({ kind }: AppSpec, { registry, without = [] }: ResolveContext): readonly AnyPart[] {
  const parts = registry.partsOf(kind);
  return without.length === 0 ? parts : parts.filter(({ name }) => !without.includes(name));
}

/** Returns what all objects and resources of an application in an environment have in common. */
function commonFacts(spec: AppSpec, environment: Environment, platform: Platform): InEnvironment {
  return {
    environment: environment.name,
    namespace: namespaceOf(spec.owner, environment, platform),
    labels: appLabels(spec, platform.organisation),
    selector: appSelector(spec.name),
    tags: appTags(spec, environment.name),
  };
}

function environmentFacts(
  spec: AppSpec,
  settings: Settings,
  environment: Environment,
  common: InEnvironment,
  context: ResolveContext,
): Readonly<Record<string, unknown>> {
  const { platform } = context;
  const parts = partsIn(spec, context);
  const shared = context.platformFacts.get(environment.name);
  const isPreview = context.namespace !== undefined;
  const ofPreviews = isPreview ? undefined : previewNamespaces(spec, environment.name, context);
  const previews = ofPreviews === undefined ? {} : { previewNamespaces: ofPreviews };
  const reservedVariables = () => reservedIn(parts, settings, spec, platform);
  const other = (app: string) => otherApp(app, environment, context);
  const shareOf = (app: string, ofPart: string, name: string) =>
    sharedResource(app, ofPart, name, environment, context);
  const isProtected = protection(spec, platform, environment.name);
  return partFacts(parts, (part, facts, factsOf) => {
    if (part.facts === undefined) return settings[part.name];
    // Written out for speed: a spread with this many fields would take most of the time of resolving a fleet.
    return part.facts({
      environment: common.environment,
      namespace: common.namespace,
      labels: common.labels,
      selector: common.selector,
      tags: common.tags,
      spec,
      platform,
      in: environment,
      settings: settings[part.name],
      allSettings: settings,
      isPreview,
      ...previews,
      facts,
      reservedVariables,
      variables: () => variablesOf(parts, factsOf, common),
      podPermissions: () => permissionsOf(parts, factsOf, common),
      platformFacts: shared === undefined ? undefined : part.sharedOf(shared),
      other,
      shared: shareOf,
      isProtected,
    });
  });
}

/** Returns the variables that all parts set in the pods. */
function variablesOf(parts: readonly AnyPart[], factsOf: (part: string) => unknown, common: InEnvironment) {
  const given = parts.map(({ name, variables }) => {
    const facts = variables === undefined ? undefined : factsOf(name);
    return facts === undefined ? {} : variables?.(facts, common);
  });
  return Object.assign({}, ...given) as Readonly<Record<string, string>>;
}

/** Returns what all parts let the pods do, in the order of the registry. */
function permissionsOf(parts: readonly AnyPart[], factsOf: (part: string) => unknown, common: InEnvironment) {
  return parts.flatMap(({ name, podPermissions }): readonly PodPermission[] => {
    const facts = podPermissions === undefined ? undefined : factsOf(name);
    return facts === undefined ? [] : (podPermissions?.(facts, common) ?? []);
  });
}

/** Returns the variables that the parts set in the pods of one environment. */
function reservedIn(
  parts: readonly AnyPart[],
  settings: Settings,
  spec: AppSpec,
  platform: Platform,
): ReservedVariables[] {
  const everywhere = settingsEverywhere(spec, platform);
  return parts.flatMap(({ name, reservedVariables }) => reservedVariables?.(settings[name], everywhere) ?? []);
}

function otherApp(name: string, environment: Environment, { apps, platform }: ResolveContext): OtherApp | undefined {
  const spec = apps.get(name);
  if (spec === undefined) return undefined;
  return {
    name,
    namespace: namespaceOf(spec.owner, environment, platform),
    selector: appSelector(spec.name),
    settings: spec.general,
    settingsHere: spec.settings[environment.name] ?? spec.general,
    settingsEverywhere: settingsEverywhere(spec, platform),
  };
}

/** Returns what a part of an application shares in an environment. */
function sharedResource(
  app: string,
  part: string,
  name: string,
  environment: Environment,
  { apps, registry }: ResolveContext,
): SharedResource | undefined {
  const spec = apps.get(app);
  const sharing = spec && registry.partsOf(spec.kind).find((each) => each.name === part)?.shared;
  const input = { app, environment: environment.name, aws: environment.aws };
  const resources = sharing?.(spec?.settings[environment.name]?.[part] ?? spec?.general[part], input);
  // A rule reports a name that nothing has, such as `toString`. Facts are computed before the rules.
  return resources !== undefined && Object.hasOwn(resources, name) ? resources[name] : undefined;
}

/** Returns the stacks of the applications that must have what the parts refer to before the stack here is applied. */
function neededStacks(spec: AppSpec, settings: Settings, parts: readonly AnyPart[], environment: string): string[] {
  const needed = parts.flatMap((part) =>
    (part.references?.(settings[part.name], spec.name) ?? []).filter(({ isNeededFirst }) => isNeededFirst === true),
  );
  const apps = new Set(needed.map(({ app }) => app).filter((app) => app !== spec.name));
  return [...apps].sort().map((app) => appEnvironmentStackName(app, environment));
}

function withStack(
  parts: readonly AnyPart[],
  scope: 'environment' | 'once',
  facts: Readonly<Record<string, unknown>>,
): readonly AnyPart[] {
  return parts.filter(({ name, needsStack, stackScopes }) => {
    const own = facts[name];
    if (stackScopes?.includes(scope) !== true || own === undefined) return false;
    return scope !== 'environment' || needsStack === undefined || needsStack(own);
  });
}
