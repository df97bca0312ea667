import type { FieldQuestion } from '@goldenpath/extension';

/** What `new` asks about the way in from outside the cluster. */
export const routeQuestions: readonly FieldQuestion[] = [
  {
    path: ['ingress'],
    message: 'Reachable from outside the cluster?',
    help: 'reachable from outside the cluster (default)',
  },
];
