import type { WrittenAppSpec, WrittenEnvironment, WrittenPlatform } from '@goldenpath/spec';
import * as fc from 'fast-check';

/** Returns an application whose pull requests can have an environment; as it is, where they cannot. */
export function previewOn(
  spec: WrittenAppSpec,
  { previews, secretStore }: WrittenPlatform,
  environments: readonly WrittenEnvironment[],
): fc.Arbitrary<WrittenAppSpec> {
  const isInAws = (secretStore?.type ?? 'aws-secrets-manager') === 'aws-secrets-manager';
  const runsThere = environments.some(({ name }) => name === previews?.from);
  if (!runsThere || !isInAws || spec.kind === 'rds-database' || spec.image !== undefined) return fc.constant(spec);
  return fc.boolean().map((preview) => ({ ...spec, preview }));
}
