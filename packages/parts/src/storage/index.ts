import { definePart } from '@goldenpath/extension';
import { storageFacts } from './facts';
import fields from './fields.json';
import { storageQuestions } from './questions';
import { storageSettings } from './settings';

/** The persistent volume of each pod. */
export const storage = definePart({
  name: 'storage',
  description: 'The volume that each pod keeps.',
  fields,
  questions: storageQuestions,
  settings: storageSettings,
  rules: () => require('./rules') as typeof import('./rules'),
  facts: storageFacts,
  chartsInsertNames: true,
  charts: () => require('./charts') as typeof import('./charts'),
  scaffold: () => require('./scaffold') as typeof import('./scaffold'),
  explain: () => require('./explain') as typeof import('./explain'),
  holds: 'storage-loss',
  review: () => (require('./review') as typeof import('./review')).review,
});
