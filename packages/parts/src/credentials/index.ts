import { definePart } from '@goldenpath/extension';
import { missingSeal, SEALED_FOLDER } from '../secret-store';
import { credentialsFacts, credentialsPaths } from './facts';
import { CREDENTIALS, TLS_VARIABLES } from './variables';

/** The database credentials of the pods, from the secret store. */
export const credentials = definePart({
  name: 'credentials',
  description: 'The database credentials of the pods, from the secret store.',
  needs: ['database'],
  dataFolders: [SEALED_FOLDER],
  rules: () => require('./rules') as typeof import('./rules'),
  facts: credentialsFacts,
  summary: (facts, common) => missingSeal(facts.secretName, facts, common),
  secrets: ({ secretName, variables }) => [{ name: secretName, keys: variables.map(({ variable }) => variable) }],
  secretPaths: (_settings, input) => credentialsPaths(input),
  variables: () => TLS_VARIABLES,
  reservedVariables: () => [{ names: CREDENTIALS.map(({ variable }) => variable), by: 'the database' }],
  chartsInsertNames: true,
  charts: () => require('./charts') as typeof import('./charts'),
  scaffold: () => require('./scaffold') as typeof import('./scaffold'),
  explain: () => require('./explain') as typeof import('./explain'),
  review: () => (require('./review') as typeof import('./review')).review,
});
