import { definePart } from '@goldenpath/extension';
import { buildPipelineOnce } from './facts';

/** The pipeline of an application that is built. */
export const buildPipeline = definePart({
  name: 'buildPipeline',
  description: 'The pipeline of an application that is built.',
  needs: ['workload', 'registry'],
  facts: () => undefined,
  once: buildPipelineOnce,
  explain: () => require('./explain') as typeof import('./explain'),
  scaffold: () => require('./scaffold') as typeof import('./scaffold'),
});
