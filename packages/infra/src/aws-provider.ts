import { AwsProvider, type AwsProviderConfig } from '@cdktf/provider-aws/lib/provider';
import type { Aws } from '@goldenpath/extension';
import { literal, literalValues } from '@goldenpath/extension/terraform';
import { TerraformElement, type TerraformStack } from 'cdktf';

/**
 * The provider that stacks require. The bindings are frozen at 6.25; their arguments are the same in every later 6.x. Since 6.26 the provider
 * does not read the value of a secret to plan it, so that the role of plans needs no access to values.
 *
 * @see https://github.com/hashicorp/terraform-provider-aws/pull/44876
 */
const AWS_PROVIDER = '6.71.0';

/**
 * Adds AWS in the account and region of the stack. With credentials of another account, Terraform stops before it changes anything. Where
 * the account has roles, the provider assumes that of the variable `aws_role`.
 */
export function addAwsProvider(stack: TerraformStack, aws: Aws): void {
  const { region, accountId, defaultTags } = aws;
  const provider = new CurrentAwsProvider(stack, 'aws', {
    region,
    allowedAccountIds: [accountId],
    ...(defaultTags !== undefined && { defaultTags: [{ tags: literalValues(defaultTags) }] }),
  });
  const roles = rolesOf(aws);
  if (roles.length === 0) return;
  new RoleVariable(stack, ROLE);
  const arns = roles.map(([purpose, arn]) => `"${purpose}" = "${literal(arn)}"`).join(', ');
  provider.addOverride('dynamic.assume_role', {
    for_each: `\${[for purpose, arn in {${arns}} : arn if purpose == var.${ROLE}]}`,
    content: { role_arn: '${assume_role.value}', session_name: 'goldenpath' },
  });
}

/** The variable that says which role is assumed. `goldenpath` sets it: the plan can have another role than the apply of the same plan. */
const ROLE = 'aws_role';

function rolesOf({ roles }: Aws): (readonly [string, string])[] {
  const byPurpose = { deploy: roles?.deploy, plan: roles?.plan };
  return Object.entries(byPurpose).flatMap(([purpose, arn]) => (arn === undefined ? [] : [[purpose, arn] as const]));
}

/** The provider of the bindings, in the version that stacks require. */
class CurrentAwsProvider extends AwsProvider {
  constructor(scope: TerraformStack, id: string, config: AwsProviderConfig) {
    super(scope, id, config);
    Object.assign(this.terraformGeneratorMetadata ?? {}, { providerVersion: AWS_PROVIDER });
  }
}

/** An input variable that no plan records, which CDKTF has no property for. */
class RoleVariable extends TerraformElement {
  override toTerraform(): unknown {
    return {
      variable: {
        [ROLE]: {
          type: 'string',
          ephemeral: true,
          nullable: false,
          default: 'deploy',
          description: 'Which role of the account Terraform assumes: plan, deploy, or none.',
          validation: [
            {
              condition: `\${contains(["plan", "deploy", "none"], var.${ROLE})}`,
              error_message: 'It is plan, deploy or none.',
            },
          ],
        },
      },
    };
  }
}
