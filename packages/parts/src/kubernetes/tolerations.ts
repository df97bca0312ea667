import type { Toleration } from '@goldenpath/extension';

/** Returns tolerations in the form of Kubernetes. A taint without a value is tolerated whatever its value is. */
export function tolerationsOf(tolerations: readonly Toleration[]): Readonly<Record<string, unknown>>[] {
  return tolerations.map(({ key, value, effect }) => ({
    key,
    operator: value === undefined ? 'Exists' : 'Equal',
    ...(value !== undefined && { value }),
    ...(effect !== undefined && { effect }),
  }));
}
