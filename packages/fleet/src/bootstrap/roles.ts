import type { Aws, Platform } from '@goldenpath/extension';
import type { BootstrapRole } from '@goldenpath/infra';

export type RoleKind = BootstrapRole['kind'];

/** The name and the ARN of a role that bootstrap makes. */
export interface RoleName {
  readonly kind: RoleKind;
  readonly name: string;
  readonly arn: string;
  /** The path in the ARN, from `/` to `/`. */
  readonly path: string;
}

/**
 * Returns the roles of an account: those that the platform file names in it, or `<organisation>-plan`, `-deploy` and `-release`. A role of
 * another account is not made here.
 */
export function roleNames(aws: Aws, organisation: string): RoleName[] {
  return (['plan', 'deploy', 'release'] as const).flatMap((kind) => {
    const given = kind === 'release' ? undefined : aws.roles?.[kind];
    const account = `arn:${aws.partition}:iam::${aws.accountId}:role`;
    const arn = given ?? `${account}${aws.rolePath ?? '/'}${organisation}-${kind}`;
    if (!arn.startsWith(`${account}/`)) return [];
    // The path of a role that the platform file names can be another one than that of the roles that stacks make.
    const end = arn.lastIndexOf('/') + 1;
    return [{ kind, name: arn.slice(end), arn, path: arn.slice(account.length, end) }];
  });
}

/** Returns the role for `goldenpath preview` in the account of the environment that previews are made from; `undefined` in others. */
export function previewRole(accountId: string, platform: Platform): (RoleName & { readonly from: string }) | undefined {
  const { environments, organisation, previews } = platform;
  const from = environments.find(({ name }) => name === previews?.from);
  if (from === undefined || from.aws.accountId !== accountId) return undefined;
  const { partition, rolePath: path = '/' } = from.aws;
  const name = `${organisation}-preview`;
  return { kind: 'preview', name, path, arn: `arn:${partition}:iam::${accountId}:role${path}${name}`, from: from.name };
}
