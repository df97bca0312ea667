import { definePart } from '@goldenpath/extension';
import { registryOnce } from './facts';

/** The image registry of an application that is built, and the role that its pipeline pushes with. */
export const registry = definePart({
  name: 'registry',
  description: 'The image registry of an application that is built, and the role that its pipeline pushes with.',
  facts: () => undefined,
  once: registryOnce,
  stackScopes: ['once'],
  explain: () => require('./explain') as typeof import('./explain'),
});
