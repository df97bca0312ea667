import { definePart } from '@goldenpath/extension';
import { autoscalingFacts } from './facts';
import fields from './fields.json';
import { autoscalingSettings } from './settings';

/** Scaling by load. */
export const autoscaling = definePart({
  name: 'autoscaling',
  description: 'Scaling by load.',
  fields,
  settings: autoscalingSettings,
  rules: () => require('./rules') as typeof import('./rules'),
  facts: autoscalingFacts,
  // A preview has no load.
  preview: (): undefined => undefined,
  summary: ({ minReplicas, maxReplicas }) => [{ key: 'pods', text: `${minReplicas}–${maxReplicas} pods` }],
  charts: () => require('./charts') as typeof import('./charts'),
  explain: () => require('./explain') as typeof import('./explain'),
  review: () => (require('./review') as typeof import('./review')).review,
});
