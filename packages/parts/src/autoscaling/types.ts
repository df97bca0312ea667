/** Scaling by load. */
export interface AutoscalingPart {
  /** The controller that it scales. */
  readonly target: { readonly kind: 'Deployment' | 'StatefulSet'; readonly name: string };
  /** The container whose use counts. @default the use of all containers of the pods */
  readonly container?: string;
  readonly minReplicas: number;
  readonly maxReplicas: number;
  /** @default pods are scaled by a queue, and not by cpu */
  readonly targetCpuPercent?: number;
  /** @default pods are scaled by cpu alone */
  readonly targetMemoryPercent?: number;
  /** The queue by whose length KEDA scales the pods. @default they are scaled by cpu and memory alone */
  readonly queue?: ScalingQueue;
}

/** A queue by whose length pods are scaled. */
export interface ScalingQueue {
  readonly url: string;
  readonly region: string;
  /** The messages for each pod. */
  readonly targetLength: number;
  /** Whether no pod runs while the queue is empty. */
  readonly scaleToZero: boolean;
}
