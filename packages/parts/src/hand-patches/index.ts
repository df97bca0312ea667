import { definePart } from '@goldenpath/extension';
import { objectPatches, patchesFacts } from './facts';
import { PATCHES_FOLDER } from './folder';

/** Patches of the Kubernetes objects, which a person writes beside the spec. */
export const patches = definePart({
  name: 'handPatches',
  description: 'Patches of the Kubernetes objects, written by hand in the folder `patches` beside the spec.',
  dataFolders: [PATCHES_FOLDER],
  rules: () => require('./rules') as typeof import('./rules'),
  facts: patchesFacts,
  patches: objectPatches,
  explain: () => require('./explain') as typeof import('./explain'),
  review: () => (require('./review') as typeof import('./review')).review,
});
