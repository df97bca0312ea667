import {
  acceptanceOf,
  type AppSpec,
  type Environment,
  isProduction,
  type Platform,
  type PlatformEnvironment,
  type PlatformFacts,
  type Registry,
  type Risk,
} from '@goldenpath/extension';
import type { ClusterContext } from './cluster-context';
import { partFacts } from './part-facts';
import { platformStackName, stackFacts } from './stacks';
import { resolvePreviews } from './resolve-preview';
import { resolveCluster } from './resolve-cluster';
import { platformTags } from './tags';

/**
 * Returns the platform's facts in each environment.
 *
 * @param fleet - Finds the applications that `apps` refer to. @default only `apps`
 */
export function resolvePlatform(
  platform: Platform,
  apps: readonly AppSpec[],
  registry: Registry,
  fleet?: ClusterContext['fleet'],
): PlatformFacts {
  return {
    organisation: platform.organisation,
    domain: platform.domain,
    aws: platform.aws,
    registryAccount: platform.registryAccount,
    state: platform.state,
    environments: platform.environments.map((environment) => resolveEnvironment(environment, platform, apps, registry)),
    accept: platform.accept,
    gitops: platform.gitops,
    ...(platform.repositories.plan !== undefined && { githubPlan: platform.repositories.plan }),
    ...(platform.runtimes !== undefined && { runtimes: platform.runtimes }),
    ...(platform.previews !== undefined && {
      previews: resolvePreviews(platform.previews, { platform, apps, registry }),
    }),
    teams: platform.teams,
    clusters: platform.environments.map((environment) =>
      resolveCluster(environment, isProduction(environment, platform), {
        platform,
        apps,
        registry,
        ...(fleet !== undefined && { fleet }),
      }),
    ),
  };
}

function resolveEnvironment(
  environment: Environment,
  platform: Platform,
  apps: readonly AppSpec[],
  registry: Registry,
): PlatformEnvironment {
  const { name, approvers, mutableTags, aws, cluster } = environment;
  const isProtected = (rule: string) => acceptanceOf(platform.accept, rule, { environment: name }) === undefined;
  const tags = (risk: Risk) => platformTags(platform.organisation, name, risk);
  const input = { platform, environment, apps, tags, isProtected };
  const facts = partFacts(registry.parts, (part) => part.platform?.(input));
  const hasStack = registry.parts.some(
    (part) => part.stackScopes?.includes('platform') === true && facts[part.name] !== undefined,
  );
  return {
    name,
    aws,
    ...(cluster !== undefined && { cluster }),
    approvers,
    mutableTags,
    isProduction: isProduction(environment, platform),
    ...facts,
    ...(hasStack && { stack: stackFacts(environment, platformStackName(name)) }),
  };
}
