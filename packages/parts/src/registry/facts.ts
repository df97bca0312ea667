import type { AppFactsInput, Platform } from '@goldenpath/extension';
import { RISK_POLICY } from '../risk';
import type { WorkloadSettings } from '../workload/settings';
import { imageRepository, imageUrl } from './names';
import { githubProviderArn, trustedWorkflows } from './trust';
import type { RegistryPart } from './types';

/** Returns the image registry of an application that is built, and the role that may push to it. */
export function registryOnce({ spec, platform, isProtected }: AppFactsInput): RegistryPart | undefined {
  const { name, risk, environments, general } = spec;
  if ((general['workload'] as WorkloadSettings).image !== undefined) return undefined;
  const { registryAccount: aws } = platform;
  const role = `${name}-push`;
  const repositoryName = imageRepository(platform, name);
  return {
    name: repositoryName,
    arn: `arn:${aws.partition}:ecr:${aws.region}:${aws.accountId}:repository/${repositoryName}`,
    url: imageUrl(platform, name),
    encryption: RISK_POLICY[risk].registryEncryption,
    keepImages: RISK_POLICY[risk].keepImages,
    tagPrefixes: tagPrefixes(platform.environments, environments),
    ...pullAccounts(platform, environments),
    isProtected: isProtected('registry-loss'),
    mutableTags: ['latest'],
    pushRole: {
      name: role,
      arn: `arn:${aws.partition}:iam::${aws.accountId}:role${aws.rolePath ?? '/'}${role}`,
      ...trustedWorkflows(platform, name, environments, {
        partition: aws.partition,
        oidcProviderArn: githubProviderArn(aws),
      }),
    },
  };
}

/** Returns the prefixes of release tags, those of the last environment first. Releases move through the environments in order. */
function tagPrefixes(all: readonly { readonly name: string }[], used: readonly string[]): string[] {
  return all
    .map(({ name }) => name)
    .filter((name) => used.includes(name))
    .reverse()
    .map((name) => `${name}-`);
}

/** Returns the accounts of the environments that the application runs in, without that of the registries. */
function pullAccounts(platform: Platform, used: readonly string[]): Pick<RegistryPart, 'pullAccounts'> {
  const accounts = platform.environments.filter(({ name }) => used.includes(name)).map(({ aws }) => aws.accountId);
  const others = [...new Set(accounts)].filter((id) => id !== platform.registryAccount.accountId);
  return others.length === 0 ? {} : { pullAccounts: others };
}
