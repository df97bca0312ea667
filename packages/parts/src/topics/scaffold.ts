import type { RepositoryContribution } from '@goldenpath/extension';
import { resourceVariables } from '../cloud/scaffold';
import type { TopicsPart } from './types';

/** The variables of the topics. */
export function general(facts: TopicsPart): RepositoryContribution {
  return resourceVariables(facts, 'the ARN of the topic');
}
