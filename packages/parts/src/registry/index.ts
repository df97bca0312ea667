import { definePart } from '@goldenpath/extension';
import { registryOnce } from './facts';

/** The image registry of an application that is built, and the role that its pipeline pushes with. */
export const registry = definePart({
  name: 'registry',
  description: 'The image registry of an application that is built, and the role that its pipeline pushes with.',
  facts: () => undefined,
  once: registryOnce,
  rules: () => require('./rules') as typeof import('./rules'),
  stackScopes: ['once'],
  insertsNames: true,
  stacks: () => require('./stack') as typeof import('./stack'),
  permissions: () => (require('./permissions') as typeof import('./permissions')).permissions,
  explain: () => require('./explain') as typeof import('./explain'),
  review: () => (require('./review') as typeof import('./review')).review,
});
