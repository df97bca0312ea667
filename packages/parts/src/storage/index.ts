import { definePart } from '@goldenpath/extension';
import { storageFacts } from './facts';
import { storageSettings } from './settings';

/** The volume that each pod keeps. */
export const storage = definePart({
  name: 'storage',
  description: 'The volume that each pod keeps.',
  settings: storageSettings,
  facts: storageFacts,
  charts: () => require('./charts') as typeof import('./charts'),
  explain: () => require('./explain') as typeof import('./explain'),
});
