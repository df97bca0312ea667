import { definePart } from '@goldenpath/extension';
import { missingSeal, SEALED_FOLDER } from '../secret-store';
import { podSecrets, secretPaths, secretsFacts, storedSecrets } from './facts';
import fields from './fields.json';
import { secretsSettings, secretVariables } from './settings';

/** Values of the secret store that the pods get as variables or files. */
export const secrets = definePart({
  name: 'secrets',
  description: 'Values of the secret store that the pods get as variables or files.',
  fields,
  dataFolders: [SEALED_FOLDER],
  settings: secretsSettings,
  rules: () => require('./rules') as typeof import('./rules'),
  reservedVariables: (settings) => [{ names: secretVariables(settings), by: '`secrets`' }],
  facts: secretsFacts,
  summary: ({ variables, files }, common) =>
    [variables, files].flatMap((group) => (group === undefined ? [] : missingSeal(group.secretName, group, common))),
  secrets: podSecrets,
  storedSecrets,
  secretPaths,
  charts: () => require('./charts') as typeof import('./charts'),
  stackScopes: ['environment'],
  needsStack: ({ created }) => created.length > 0,
  stacks: () => require('./stack') as typeof import('./stack'),
  permissions: () => (require('./permissions') as typeof import('./permissions')).permissions,
  explain: () => require('./explain') as typeof import('./explain'),
  review: () => (require('./review') as typeof import('./review')).review,
});
