import { definePart } from '@goldenpath/extension';
import { hasReaderHost } from '../credentials/readers';
import { READER_HOST } from '../credentials/variables';
import { databaseDraftOverrides } from './draft-overrides';
import { databaseFacts } from './facts';
import fields from './fields.json';
import { databasePlatform } from './platform';
import { previewDatabase } from './preview';
import { databaseQuestions } from './questions';
import { databaseSettings } from './settings';
import { databaseNames, instanceName } from './unique-names';

/** A PostgreSQL database on the shared instance of its environment, or on a dedicated one. */
export const database = definePart({
  name: 'database',
  description: 'A PostgreSQL database, on the shared instance of its environment or on one of its own.',
  fields,
  questions: databaseQuestions,
  draftOverrides: databaseDraftOverrides,
  settings: databaseSettings,
  rules: () => require('./rules') as typeof import('./rules'),
  facts: databaseFacts,
  isLeaving: ({ retirement }) => retirement !== undefined,
  preview: previewDatabase,
  platform: databasePlatform,
  reservedVariables: ({ variables = {} }, everywhere) => [
    { names: Object.keys(variables), by: '`database.variables`' },
    ...(hasReaderHost(everywhere) ? [{ names: [READER_HOST], by: 'the readers of the database' }] : []),
  ],
  uniqueNames: databaseNames,
  uniqueNamesOfPlatform: ({ sharedInstance }) => [instanceName(sharedInstance.identifier, ['organisation'])],
  stackScopes: ['environment', 'platform'],
  needsPlatformStack: true,
  summary: ({ name, instance }) => [
    { key: 'database', text: name },
    ...(instance.mode === 'dedicated'
      ? [{ key: 'note', text: instance.aurora === undefined ? 'own instance' : 'Aurora' }]
      : []),
  ],
  insertsNames: true,
  stacks: () => require('./stack') as typeof import('./stack'),
  permissions: () => (require('./permissions') as typeof import('./permissions')).permissions,
  catalog: () => require('./catalog') as typeof import('./catalog'),
  explain: () => require('./explain') as typeof import('./explain'),
  holds: 'database-loss',
  review: () => (require('./review') as typeof import('./review')).review,
});
