/** A service that takes its work from a queue. It is reached inside the cluster only. */
export declare const queueWorker: import('@goldenpath/extension').KindDefinition;
