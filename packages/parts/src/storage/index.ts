import { definePart } from '@goldenpath/extension';

/** The volume that each pod keeps. */
export const storage = definePart({
  name: 'storage',
  description: 'The volume that each pod keeps.',
});
