import { definePart } from '@goldenpath/extension';
import { observabilityFacts, observabilityVariables } from './facts';
import fields from './fields.json';
import { observabilitySettings } from './settings';

/** How the pods are observed: metrics and traces. */
export const observability = definePart({
  name: 'observability',
  description: 'How the pods are observed: metrics and traces.',
  fields,
  settings: observabilitySettings,
  rules: () => require('./rules') as typeof import('./rules'),
  facts: observabilityFacts,
  variables: observabilityVariables,
  charts: () => require('./charts') as typeof import('./charts'),
  explain: () => require('./explain') as typeof import('./explain'),
  review: () => (require('./review') as typeof import('./review')).review,
});
