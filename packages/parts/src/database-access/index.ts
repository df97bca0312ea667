import { definePart } from '@goldenpath/extension';
import { SSL_MODE, TLS_VARIABLES } from '../credentials/variables';
import { missingSeal, SEALED_FOLDER } from '../secret-store';
import { accessPath, databaseAccessFacts } from './facts';
import fields from './fields.json';
import { accessedDatabases } from './references';
import { accessVariable, accessVariables, databaseAccessSettings } from './settings';

/** Access to databases of other applications: a role and a secret for each. */
export const databaseAccess = definePart({
  name: 'databaseAccess',
  description: 'Access to databases of other applications: a role and a secret for each.',
  fields,
  dataFolders: [SEALED_FOLDER],
  settings: databaseAccessSettings,
  rules: () => require('./rules') as typeof import('./rules'),
  references: accessedDatabases,
  reservedVariables: accessVariables,
  facts: databaseAccessFacts,
  summary: ({ databases }, common) =>
    Object.values(databases).flatMap(({ credentials }) => missingSeal(credentials.secretName, credentials, common)),
  secrets: ({ databases }) =>
    Object.values(databases).map(({ credentials: { secretName, variables } }) => ({
      name: secretName,
      keys: variables.map(({ variable }) => variable),
    })),
  secretPaths: (settings, { app, environment }) =>
    Object.keys(settings).map((owner) => accessPath(environment, app, owner)),
  variables: ({ databases }) =>
    Object.fromEntries(Object.keys(databases).map((app) => [accessVariable(app, SSL_MODE), TLS_VARIABLES[SSL_MODE]])),
  charts: () => require('./charts') as typeof import('./charts'),
  stackScopes: ['environment'],
  needsPlatformStack: true,
  stacks: () => require('./stack') as typeof import('./stack'),
  permissions: () => (require('./permissions') as typeof import('./permissions')).permissions,
  explain: () => require('./explain') as typeof import('./explain'),
  review: () => (require('./review') as typeof import('./review')).review,
});
