import { defineKind } from '@goldenpath/extension';

/** A service that takes its work from a queue. It is reached inside the cluster only. */
export const queueWorker = defineKind({
  name: 'queue-worker',
  description: 'A service that takes its work from a queue: a Deployment, a Service inside the cluster, and the queue.',
  summary: 'A service that takes its work from a queue',
  parts: ['workload', 'services', 'configuration', 'availability', 'autoscaling', 'repository', 'registry', 'queue'],
});
