import type { Aws } from '@goldenpath/extension';
import type { BootstrapRole } from '@goldenpath/infra';

export type RoleKind = BootstrapRole['kind'];

/** The name and the ARN of a role that bootstrap makes. */
export interface RoleName {
  readonly kind: RoleKind;
  readonly name: string;
  readonly arn: string;
}

/**
 * Returns the roles of an account: those that the platform file names in it, or `<organisation>-plan`, `-deploy` and `-release`. A role of
 * another account is not made here.
 */
export function roleNames(aws: Aws, organisation: string): RoleName[] {
  return (['plan', 'deploy', 'release'] as const).flatMap((kind) => {
    const given = kind === 'release' ? undefined : aws.roles?.[kind];
    if (given === undefined)
      return [{ kind, name: `${organisation}-${kind}`, arn: roleArn(aws, `${organisation}-${kind}`) }];
    if (!given.startsWith(`arn:${aws.partition}:iam::${aws.accountId}:role/`)) return [];
    return [{ kind, name: given.slice(given.lastIndexOf('/') + 1), arn: given }];
  });
}

function roleArn({ accountId, partition, rolePath = '/' }: Aws, name: string): string {
  return `arn:${partition}:iam::${accountId}:role${rolePath}${name}`;
}
