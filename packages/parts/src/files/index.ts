import { definePart } from '@goldenpath/extension';
import { filesFacts } from './facts';
import fields from './fields.json';
import { FILES_FOLDER, filesSettings } from './settings';

/** Read-only files of the pods. */
export const files = definePart({
  name: 'mountedFiles',
  description: 'Read-only files of the pods.',
  fields,
  dataFolders: [FILES_FOLDER],
  settings: filesSettings,
  rules: () => require('./rules') as typeof import('./rules'),
  facts: filesFacts,
  charts: () => require('./charts') as typeof import('./charts'),
  explain: () => require('./explain') as typeof import('./explain'),
  review: () => (require('./review') as typeof import('./review')).review,
});
