import type { RepositoryContribution } from '@goldenpath/extension';
import { resourceVariables } from '../cloud/scaffold';
import type { BucketsPart } from './types';

/** The variables of the buckets. */
export function general(facts: BucketsPart): RepositoryContribution {
  return resourceVariables(facts, 'the name of the bucket');
}
