import { definePart, type Environment } from '@goldenpath/extension';
import { READER_HOST } from '../credentials/variables';
import { isOnCluster } from './cluster';
import { databaseDraftOverrides } from './draft-overrides';
import { databaseFacts } from './facts';
import fields from './fields.json';
import { databasePlatform } from './platform';
import { previewDatabase } from './preview';
import { databaseQuestions } from './questions';
import { type DatabaseSettings, databaseSettings } from './settings';
import { databaseNames, instanceName } from './unique-names';

function hasCluster(settings: DatabaseSettings | undefined, environment: Environment): boolean {
  return settings !== undefined && isOnCluster(settings, environment);
}

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
  reservedVariables: ({ variables = {} }, everywhere, environments) => [
    { names: Object.keys(variables), by: '`database.variables`' },
    ...(environments.some((environment, index) => hasCluster(everywhere[index], environment))
      ? [{ names: [READER_HOST], by: 'the readers of the database' }]
      : []),
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
