import { definePart } from '@goldenpath/extension';

/** The pods: one container, and how many of them. */
export const workload = definePart({
  name: 'workload',
  description: 'The pods: one container, and how many of them.',
});
