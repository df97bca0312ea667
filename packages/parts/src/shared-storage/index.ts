import { definePart } from '@goldenpath/extension';
import { sharedStorageFacts } from './facts';
import fields from './fields.json';
import { sharedStorageSettings } from './settings';

/** A volume that all pods share. */
export const sharedStorage = definePart({
  name: 'sharedStorage',
  description: 'A volume that all pods of an application share.',
  fields,
  questions: [],
  settings: sharedStorageSettings,
  preview: (settings) => settings && { ...settings, isTemporary: true as const },
  rules: () => require('./rules') as typeof import('./rules'),
  facts: sharedStorageFacts,
  charts: () => require('./charts') as typeof import('./charts'),
  explain: () => require('./explain') as typeof import('./explain'),
  holds: 'shared-storage-loss',
  review: () => (require('./review') as typeof import('./review')).review,
});
