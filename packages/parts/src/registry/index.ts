import { definePart } from '@goldenpath/extension';

/** The image registry of an application that is built, and the role that its pipeline pushes with. */
export const registry = definePart({
  name: 'registry',
  description: 'The image registry of an application that is built, and the role that its pipeline pushes with.',
});
