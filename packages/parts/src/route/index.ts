import { definePart } from '@goldenpath/extension';
import { routeFacts } from './facts';
import fields from './fields.json';
import { routeQuestions } from './questions';
import { routeSettings } from './settings';

/** The route from outside the cluster. */
export const route = definePart({
  name: 'route',
  description: 'The way in from outside the cluster.',
  fields,
  questions: routeQuestions,
  needs: ['services'],
  settings: routeSettings,
  rules: () => require('./rules') as typeof import('./rules'),
  facts: routeFacts,
  uniqueNames: ({ host }) => [
    { rule: 'host-taken', what: `the host "${host}"`, path: ['name'], remedy: 'Rename one of the two.' },
  ],
  summary: ({ url }) => [{ key: 'url', text: url }],
  charts: () => require('./charts') as typeof import('./charts'),
  catalog: () => require('./catalog') as typeof import('./catalog'),
  explain: () => require('./explain') as typeof import('./explain'),
  review: () => (require('./review') as typeof import('./review')).review,
});
