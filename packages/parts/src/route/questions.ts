import type { FieldQuestion } from '@goldenpath/extension';

/** The questions of `new` about the route. */
export const routeQuestions: readonly FieldQuestion[] = [
  {
    path: ['ingress'],
    message: 'Reachable from outside the cluster?',
    help: 'reachable from outside the cluster (default)',
  },
];
