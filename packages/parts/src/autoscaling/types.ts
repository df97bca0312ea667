/** Scaling by load. */
export interface AutoscalingPart {
  /** The controller that it scales. */
  readonly target: { readonly kind: 'Deployment' | 'StatefulSet'; readonly name: string };
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly targetCpuPercent: number;
  /** @default pods are scaled by cpu alone */
  readonly targetMemoryPercent?: number;
}
