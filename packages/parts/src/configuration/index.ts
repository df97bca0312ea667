import { definePart } from '@goldenpath/extension';

/** Plain variables of the pods. */
export const configuration = definePart({
  name: 'configuration',
  description: 'Plain variables of the pods.',
});
