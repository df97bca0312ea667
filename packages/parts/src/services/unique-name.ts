import type { InEnvironment, Path, UniqueName } from '@goldenpath/extension';

/** Returns the name of a Service. A namespace has one of each name. */
export function serviceName(
  name: string,
  path: Path,
  { environment, namespace }: Pick<InEnvironment, 'environment' | 'namespace'>,
): UniqueName {
  return {
    rule: 'service-taken',
    what: `the Service "${name}" in the namespace ${namespace} of ${environment}`,
    path,
    remedy: 'Rename one of the two.',
  };
}
