import type { RepositoryContribution } from '@goldenpath/extension';
import { resourceVariables } from '../cloud/scaffold';
import type { QueuesPart } from './types';

/** The variables of the queues. A worker handles the messages of the first one. */
export function general(facts: QueuesPart): RepositoryContribution {
  const { variables } = resourceVariables(facts, 'the URL of the queue');
  const [first] = Object.values(facts);
  return {
    features: ['queue'],
    values: first === undefined ? {} : { queueVariable: { word: first.variable } },
    ...(variables !== undefined && { variables }),
  };
}
