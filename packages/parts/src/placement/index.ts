import { definePart } from '@goldenpath/extension';
import { placementFacts } from './facts';

/** The nodes that the pods run on, as the platform file says. */
export const placement = definePart({
  name: 'placement',
  description: 'The nodes that the pods run on, as the platform file says.',
  facts: placementFacts,
  charts: () => require('./charts') as typeof import('./charts'),
  explain: () => require('./explain') as typeof import('./explain'),
  review: () => (require('./review') as typeof import('./review')).review,
});
