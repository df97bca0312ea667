import { definePart } from '@goldenpath/extension';
import fields from './fields.json';
import { previewOnce } from './once';
import { previewSettings } from './settings';

/** An environment for each pull request that asks for one. It adds nothing to the environments of the platform. */
export const preview = definePart({
  name: 'preview',
  description: 'An environment for each pull request that asks for one.',
  fields,
  settings: previewSettings,
  rules: () => require('./rules') as typeof import('./rules'),
  facts: (): undefined => undefined,
  once: previewOnce,
  explain: () => require('./explain') as typeof import('./explain'),
  scaffold: () => require('./scaffold') as typeof import('./scaffold'),
  hasPreviews: (settings) => settings !== undefined,
  review: () => (require('./review') as typeof import('./review')).review,
});
