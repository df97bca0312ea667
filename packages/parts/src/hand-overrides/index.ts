import { definePart } from '@goldenpath/extension';
import { PATCHES_FOLDER } from '../hand-patches/folder';
import { onceFacts, overridesFacts, stackOverrides } from './facts';

/** Overrides of the Terraform resources, which a person writes beside the spec. */
export const overrides = definePart({
  name: 'handOverrides',
  description:
    'Overrides of the Terraform resources, written by hand in the folder `patches/terraform` beside the spec.',
  dataFolders: [PATCHES_FOLDER],
  rules: () => require('./rules') as typeof import('./rules'),
  facts: overridesFacts,
  once: onceFacts,
  overrides: stackOverrides,
  explain: () => require('./explain') as typeof import('./explain'),
  review: () => (require('./review') as typeof import('./review')).review,
});
