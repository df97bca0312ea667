import type { ResourceInput } from '@goldenpath/extension';
import type { TerraformStack } from 'cdktf';
import { addAwsProvider } from './aws-provider';

/** Adds a provider to a stack. */
export type UseProvider = ResourceInput<unknown>['use'];

/** What providers are configured with. */
type ProviderInput = Pick<ResourceInput<unknown>, 'aws' | 'organisation'>;

type AddProvider = (stack: TerraformStack, input: ProviderInput) => void;

/** Each binding is loaded by the first stack that needs it. */
const PROVIDERS: Readonly<Record<Parameters<UseProvider>[0], AddProvider>> = {
  /** AWS in the account and region of the stack. */
  aws: (stack, { aws }) => addAwsProvider(stack, aws),
  /** GitHub, as the organisation. */
  github(stack, { organisation }) {
    const { GithubProvider } =
      require('@cdktf/provider-github/lib/provider') as typeof import('@cdktf/provider-github/lib/provider');
    new GithubProvider(stack, 'github', { owner: organisation });
  },
  /** The source of ephemeral passwords. */
  random(stack) {
    const { RandomProvider } =
      require('@cdktf/provider-random/lib/provider') as typeof import('@cdktf/provider-random/lib/provider');
    new RandomProvider(stack, 'random');
  },
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
