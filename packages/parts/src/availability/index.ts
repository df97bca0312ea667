import { definePart } from '@goldenpath/extension';
import { availabilityFacts } from './facts';

/** Spread and a disruption budget, where there can be more than one pod. */
export const availability = definePart({
  name: 'availability',
  description: 'Spread and a disruption budget, where there can be more than one pod.',
  facts: availabilityFacts,
  chartsInsertNames: true,
  charts: () => require('./charts') as typeof import('./charts'),
  explain: () => require('./explain') as typeof import('./explain'),
});
