import { definePart } from '@goldenpath/extension';

/** The Services that lead to the pods. */
export const services = definePart({
  name: 'services',
  description: 'The Services that lead to the pods.',
});
