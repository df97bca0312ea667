import { definePart } from '@goldenpath/extension';
import { autoscalingFacts } from './facts';
import fields from './fields.json';
import { podsOf } from './pods';
import { autoscalingSettings } from './settings';

/** Scaling by load. */
export const autoscaling = definePart({
  name: 'autoscaling',
  description: 'Scaling by load.',
  needs: ['queues'],
  fields,
  settings: autoscalingSettings,
  rules: () => require('./rules') as typeof import('./rules'),
  facts: autoscalingFacts,
  // A preview has no load.
  preview: (): undefined => undefined,
  summary: (scaling) => [{ key: 'pods', text: podsOf(scaling) }],
  chartsInsertNames: true,
  charts: () => require('./charts') as typeof import('./charts'),
  explain: () => require('./explain') as typeof import('./explain'),
  review: () => (require('./review') as typeof import('./review')).review,
});
