import type { WrittenAppSpec, WrittenEnvironment, WrittenPlatform } from '@goldenpath/spec';
import * as fc from 'fast-check';
import { keepsSecretsInAws } from './cloud';

/** Returns an application whose pull requests can have an environment; as it is, where they cannot. */
export function previewOn(
  spec: WrittenAppSpec,
  platform: WrittenPlatform,
  environments: readonly WrittenEnvironment[],
): fc.Arbitrary<WrittenAppSpec> {
  const runsThere = environments.some(({ name }) => name === platform.previews?.from);
  const canHave = runsThere && keepsSecretsInAws(platform);
  if (!canHave || spec.kind === 'rds-database' || spec.image !== undefined) return fc.constant(spec);
  return fc.boolean().map((preview) => ({ ...spec, preview }));
}
