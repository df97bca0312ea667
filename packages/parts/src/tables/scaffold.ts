import type { RepositoryContribution } from '@goldenpath/extension';
import { resourceVariables } from '../cloud/scaffold';
import type { TablesPart } from './types';

/** The variables of the tables. */
export function general(facts: TablesPart): RepositoryContribution {
  return resourceVariables(facts, 'the name of the table');
}
