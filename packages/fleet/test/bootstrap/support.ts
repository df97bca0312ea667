import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openFleet } from '@goldenpath/fleet';
import { parsePolicy, type Policy } from '@goldenpath/iam';
import { appStacks, platformStacks } from '@goldenpath/infra';
import { builtInRegistry } from '@goldenpath/parts';
import { openFleet as readFleet } from '@goldenpath/testing/fleet';
import { copyOfFleet } from '@goldenpath/testing/simulated-fleet';

/** The platform's repository, as GitHub numbers it. */
export const REPOSITORY = { organisation: 'mikeybeezy', organisationId: '7', name: 'goldenpath-idp-infra', id: '42' };

export interface Stack {
  readonly resource: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
}

/** Writes the stacks of bootstrap for the example fleet. */
export async function bootstrapped(
  change: (platform: string) => string = (platform) => platform,
  prepare: (folder: string) => void = () => undefined,
) {
  const folder = copyOfFleet();
  prepare(folder);
  const file = join(folder, 'platform.yaml');
  writeFileSync(file, change(readFileSync(file, 'utf8')));
  const fleet = openFleet({ cwd: folder });
  try {
    const done = await fleet.bootstrap();
    const stacks = done.accounts.map(({ stack }) => {
      const path = join(done.folder, 'cdktf.out', 'stacks', stack, 'cdk.tf.json');
      return JSON.parse(readFileSync(path, 'utf8')) as Stack;
    });
    return { done, folder, stacks };
  } finally {
    fleet.close();
  }
}

/** The policies of a role once Terraform knows the numbers. */
export function roleOf({ resource }: Stack, kind: string): { trust: Policy; inline: Policy[]; policies: Policy[] } {
  const entries = Object.entries(resource['aws_iam_role_policy'] ?? {});
  const inline = entries
    .filter(([id]) => id.startsWith(`${kind}-role-`))
    .map(([, values]) => parsePolicy(String(values['policy'])));
  const attached = Object.values(resource['aws_iam_role_policy_attachment'] ?? {})
    .filter(({ role }) => role === `\${aws_iam_role.${kind}-role.name}`)
    .flatMap(({ policy_arn: arn }) => /^\$\{aws_iam_policy\.([^.]+)\.arn\}$/.exec(String(arn))?.[1] ?? [])
    .map((id) => parsePolicy(String(resource['aws_iam_policy']?.[id]?.['policy'])));
  const trust = String(resource['aws_iam_role']?.[`${kind}-role`]?.['assume_role_policy'])
    .replaceAll('${data.github_organization.organisation.id}', REPOSITORY.organisationId)
    .replaceAll('${data.github_repository.repository.repo_id}', REPOSITORY.id);
  return {
    trust: parsePolicy(trust),
    inline,
    policies: [...inline, ...attached],
  };
}

/** The text of every stack of a fleet. */
export async function stackTexts(folder: string): Promise<string[]> {
  const { facts } = await readFleet(folder);
  return [
    ...platformStacks(facts.platform, builtInRegistry),
    ...facts.apps.flatMap((app) => appStacks(app, facts.platform, builtInRegistry)),
  ].map(({ content }) => content);
}
