import { definePart } from '@goldenpath/extension';
import { migrationFacts } from './facts';
import fields from './fields.json';
import { migrationSettings } from './settings';

/** A job that runs before each rollout. */
export const migration = definePart({
  name: 'migration',
  description: 'A job that runs before each rollout.',
  needs: ['workload', 'configuration'],
  fields,
  questions: [],
  settings: migrationSettings,
  rules: () => require('./rules') as typeof import('./rules'),
  furtherPods: (settings) => (settings === undefined ? [] : [{ component: 'migration' }]),
  facts: migrationFacts,
  image: ({ pods }) => pods.image,
  charts: () => require('./charts') as typeof import('./charts'),
  explain: () => require('./explain') as typeof import('./explain'),
  review: () => (require('./review') as typeof import('./review')).review,
});
