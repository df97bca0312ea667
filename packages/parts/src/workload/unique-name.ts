import type { InEnvironment, Path, UniqueName } from '@goldenpath/extension';

/** Returns the name of pods. A namespace has one controller of each name. */
export function podsName(
  name: string,
  path: Path,
  { environment, namespace }: Pick<InEnvironment, 'environment' | 'namespace'>,
): UniqueName {
  return {
    rule: 'pods-taken',
    what: `the pods "${name}" in the namespace ${namespace} of ${environment}`,
    path,
    remedy: 'Rename one of the two.',
  };
}
