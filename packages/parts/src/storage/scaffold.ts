import type { RepositoryContribution } from '@goldenpath/extension';
import type { StoragePart } from './types';

/** A small store on the volume. */
export function general({ mountPath }: StoragePart): RepositoryContribution {
  return { features: ['storage'], values: { mountPath } };
}
