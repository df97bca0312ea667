import { definePart } from '@goldenpath/extension';

/** The way in from outside the cluster. */
export const route = definePart({
  name: 'route',
  description: 'The way in from outside the cluster.',
  needs: ['services'],
});
