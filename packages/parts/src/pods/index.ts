import { definePart } from '@goldenpath/extension';
import { otherPods, podsFacts } from './facts';
import fields from './fields.json';
import { podsSettings } from './settings';

/** What the pods have beside their container, and where they run. */
export const pods = definePart({
  name: 'pods',
  description: 'What the pods have beside their container, and where they run.',
  fields,
  questions: [],
  settings: podsSettings,
  rules: () => require('./rules') as typeof import('./rules'),
  references: otherPods,
  facts: podsFacts,
  charts: () => require('./charts') as typeof import('./charts'),
  explain: () => require('./explain') as typeof import('./explain'),
  review: () => (require('./review') as typeof import('./review')).review,
});
