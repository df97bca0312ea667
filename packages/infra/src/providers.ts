import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { GithubProvider } from '@cdktf/provider-github/lib/provider';
import { RandomProvider } from '@cdktf/provider-random/lib/provider';
import type { PlatformFacts } from '@goldenpath/model';
import type { TerraformStack } from 'cdktf';

/** AWS in the platform's region; with credentials of another account Terraform stops before it changes anything. */
export function useAws(stack: TerraformStack, { region, accountId }: PlatformFacts['aws']): void {
  new AwsProvider(stack, 'aws', { region, allowedAccountIds: [accountId] });
}

/** GitHub, as the organisation. */
export function useGithub(stack: TerraformStack, organisation: string): void {
  new GithubProvider(stack, 'github', { owner: organisation });
}

/** The source of ephemeral passwords. */
export function useRandom(stack: TerraformStack): void {
  new RandomProvider(stack, 'random');
}
