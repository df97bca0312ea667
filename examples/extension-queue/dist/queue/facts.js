'use strict';
Object.defineProperty(exports, '__esModule', { value: true });
exports.queueFacts = queueFacts;
exports.variableOf = variableOf;
/** The queue of an application in one environment. */
function queueFacts({ spec, settings, environment, platform, isProtected }) {
  const { accountId, region, partition } = platform.aws;
  const name = `${spec.name}-${environment}-${settings.name}`;
  const suffix = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  return {
    name,
    arn: `arn:${partition}:sqs:${region}:${accountId}:${name}`,
    url: `https://sqs.${region}.${suffix}/${accountId}/${name}`,
    variable: variableOf(settings),
    deadLetterName: `${name}-dead`,
    policyName: `${name}-queue`,
    visibilityTimeoutSeconds: settings.visibilityTimeoutSeconds,
    maxReceives: settings.maxReceives,
    isProtected: isProtected('queue-loss'),
  };
}
/** The variable of the pods that holds the URL: `orders` gives `ORDERS_QUEUE_URL`. */
function variableOf({ name }) {
  return `${name.toUpperCase().replaceAll('-', '_')}_QUEUE_URL`;
}
