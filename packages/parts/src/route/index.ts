import { definePart } from '@goldenpath/extension';
import { routeFacts } from './facts';
import fields from './fields.json';
import { claimsOf } from './claims';
import { previewRoute } from './preview';
import { routeQuestions } from './questions';
import { routeSettings } from './settings';

/** The routes from outside the cluster. */
export const route = definePart({
  name: 'route',
  description: 'The way in from outside the cluster.',
  fields,
  questions: routeQuestions,
  needs: ['services', 'processes'],
  settings: routeSettings,
  rules: () => require('./rules') as typeof import('./rules'),
  preview: previewRoute,
  facts: routeFacts,
  uniqueNames: claimsOf,
  summary: ({ url }) => [{ key: 'url', text: url }],
  chartsInsertNames: true,
  charts: () => require('./charts') as typeof import('./charts'),
  catalog: () => require('./catalog') as typeof import('./catalog'),
  explain: () => require('./explain') as typeof import('./explain'),
  review: () => (require('./review') as typeof import('./review')).review,
});
