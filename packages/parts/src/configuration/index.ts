import { definePart } from '@goldenpath/extension';
import { configurationFacts } from './facts';
import fields from './fields.json';
import { configurationSettings } from './settings';

/** Plain variables of the pods. */
export const configuration = definePart({
  name: 'configuration',
  description: 'Plain variables of the pods.',
  fields,
  settings: configurationSettings,
  uses: ({ uses }) => uses,
  facts: configurationFacts,
  charts: () => require('./charts') as typeof import('./charts'),
  explain: () => require('./explain') as typeof import('./explain'),
});
