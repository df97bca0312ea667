import { accountOf, type Aws, runHook } from '@goldenpath/extension';
import { tryParseJson } from '@goldenpath/files';
import type { ValidFleet } from '../load/load-valid-fleet';
import { type Checker, valueAt } from './programs';

/** A secret of the store, where it is, and the applications that read it. */
interface FoundSecret {
  readonly name: string;
  readonly aws: Aws;
  readonly isCreated: boolean;
  readonly readers: readonly string[];
}

/** Checks that secrets have a value, which a person or another system puts in. Reads no value. */
export async function checkStoredSecrets(
  checker: Checker,
  fleet: Pick<ValidFleet, 'facts' | 'registry'>,
  account: string,
): Promise<void> {
  for (const secret of secretsIn(fleet, account)) await checkSecret(checker, secret);
}

function secretsIn({ facts, registry }: Pick<ValidFleet, 'facts' | 'registry'>, account: string): FoundSecret[] {
  const found = new Map<string, FoundSecret>();
  for (const app of facts.apps)
    for (const inOne of app.environments) {
      const aws = accountOf(facts.platform, inOne.environment);
      if (aws.accountId !== account) continue;
      for (const part of registry.partsOf(app.kind)) {
        const own: unknown = part.factsOf(inOne);
        if (own === undefined) continue;
        const task = `list the secrets of ${app.name} in ${inOne.environment}`;
        for (const { name, isCreated } of runHook(part.name, task, () => part.storedSecrets?.(own)) ?? []) {
          const readers = found.get(`${aws.region} ${name}`)?.readers ?? [];
          const reader = `${app.name} in ${inOne.environment}`;
          found.set(`${aws.region} ${name}`, { name, aws, isCreated, readers: [...readers, reader] });
        }
      }
    }
  return [...found.values()];
}

async function checkSecret(checker: Checker, { name, aws, isCreated, readers }: FoundSecret): Promise<void> {
  const check = `secret ${name}`;
  const put = `Put its value in: \`aws secretsmanager put-secret-value --region ${aws.region} --secret-id ${name} --secret-string file:///dev/stdin\`.`;
  const args = `secretsmanager describe-secret --region ${aws.region} --secret-id ${name} --output json`;
  const result = await checker.run('aws', args.split(' '));
  if (result.code !== 0) {
    if (isCreated && /ResourceNotFound/.test(result.stderr))
      checker.add(check, 'skipped', 'its stack is not applied yet', 'Apply the stack, and then put its value in.');
    else checker.failed(check, result, `Make it, or change \`secrets\` of ${readers.join(', ')}.`);
    return;
  }
  if (hasValue(result.stdout)) checker.add(check, 'ok', 'it has a value');
  else checker.add(check, 'missing', `it has no value, which ${readers.join(', ')} reads`, put);
}

/** A secret without a value has no version that is current. */
function hasValue(description: string): boolean {
  const stages = valueAt(tryParseJson(description), 'VersionIdsToStages');
  return Object.values((stages ?? {}) as Readonly<Record<string, unknown>>).some(
    (each) => Array.isArray(each) && each.includes('AWSCURRENT'),
  );
}
