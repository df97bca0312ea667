import { GithubProvider } from '@cdktf/provider-github/lib/provider';
import { RandomProvider } from '@cdktf/provider-random/lib/provider';
import type { ResourceInput } from '@goldenpath/extension';
import type { TerraformStack } from 'cdktf';
import { addAwsProvider } from './aws-provider';

/** Adds a provider to a stack. */
export type UseProvider = ResourceInput<unknown>['use'];

/** What providers are configured with. */
type ProviderInput = Pick<ResourceInput<unknown>, 'aws' | 'organisation'>;

type AddProvider = (stack: TerraformStack, input: ProviderInput) => void;

const PROVIDERS: Readonly<Record<Parameters<UseProvider>[0], AddProvider>> = {
  /** AWS in the account and region of the stack. */
  aws: (stack, { aws }) => addAwsProvider(stack, aws),
  /** GitHub, as the organisation. */
  github: (stack, { organisation }) => void new GithubProvider(stack, 'github', { owner: organisation }),
  /** The source of ephemeral passwords. */
  random: (stack) => void new RandomProvider(stack, 'random'),
};

/** Adds each provider to a stack once, however many parts ask for it. */
export function providersOf(stack: TerraformStack, input: ProviderInput): UseProvider {
  const used = new Set<string>();
  return (provider) => {
    if (used.has(provider)) return;
    used.add(provider);
    PROVIDERS[provider](stack, input);
  };
}
