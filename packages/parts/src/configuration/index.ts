import { definePart } from '@goldenpath/extension';
import { configurationFacts } from './facts';
import fields from './fields.json';
import { configurationQuestions } from './questions';
import { configurationSettings } from './settings';
import { variablesOfUse } from './uses';

/** Plain variables of the pods. */
export const configuration = definePart({
  name: 'configuration',
  description: 'Plain variables of the pods.',
  fields,
  questions: configurationQuestions,
  settings: configurationSettings,
  rules: () => require('./rules') as typeof import('./rules'),
  uses: ({ uses }) => uses,
  reservedVariables: ({ uses }) => [
    { names: ['APP_ENV'], by: 'the platform' },
    ...uses.map((name) => ({
      names: Object.values(variablesOfUse(name)),
      by: `\`uses: ${name}\``,
      canBeReplaced: true,
    })),
  ],
  facts: configurationFacts,
  charts: () => require('./charts') as typeof import('./charts'),
  catalog: () => require('./catalog') as typeof import('./catalog'),
  explain: () => require('./explain') as typeof import('./explain'),
  review: () => (require('./review') as typeof import('./review')).review,
});
