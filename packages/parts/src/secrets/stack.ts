import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import type { StackInput } from '@goldenpath/extension';
import { literal, literalValues, protection } from '@goldenpath/extension/terraform';
import type { TerraformStack } from 'cdktf';
import { RISK_POLICY } from '../risk';
import { OWN_SECRET, type SecretsPart } from './types';

/** Adds the secrets that have no value yet. No resource of Terraform sets or reads a value, so it is in no state and no plan. */
export function environment(stack: TerraformStack, { facts, app, risk, tags, use }: StackInput<SecretsPart>): void {
  for (const { name, path, kmsKeyArn, isProtected } of facts.created) {
    use('aws');
    new SecretsmanagerSecret(stack, `${OWN_SECRET}${name}`, {
      name: literal(path),
      description: literal(`A secret of ${app}. Its value is set outside of Terraform.`),
      recoveryWindowInDays: RISK_POLICY[risk].secretRecoveryDays,
      ...(kmsKeyArn !== undefined && { kmsKeyId: kmsKeyArn }),
      tags: literalValues(tags),
      ...protection(isProtected),
    });
  }
}
