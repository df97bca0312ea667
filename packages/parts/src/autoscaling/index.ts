import { definePart } from '@goldenpath/extension';

/** Scaling by load. */
export const autoscaling = definePart({
  name: 'autoscaling',
  description: 'Scaling by load.',
});
