/** Seconds that a pod keeps serving after it was told to stop, until every proxy knows. */
export const DRAIN_SECONDS = 5;

/**
 * The kubelet sleeps by itself: an image needs no `sleep` program. Clusters have it since Kubernetes 1.30, the types of cdk8s-plus-28 do not.
 *
 * @see https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/#hook-handler-implementations
 */
export const DRAIN = { preStop: { sleep: { seconds: DRAIN_SECONDS } } } as const;
