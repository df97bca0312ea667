'use strict';
Object.defineProperty(exports, '__esModule', { value: true });
exports.queueWorker = void 0;
const extension_1 = require('@goldenpath/extension');
/** A service that takes its work from a queue. It is reached inside the cluster only. */
exports.queueWorker = (0, extension_1.defineKind)({
  name: 'queue-worker',
  description: 'A service that takes its work from a queue: a Deployment, a Service inside the cluster, and the queue.',
  summary: 'A service that takes its work from a queue',
  parts: ['workload', 'services', 'configuration', 'availability', 'autoscaling', 'repository', 'registry', 'queue'],
});
