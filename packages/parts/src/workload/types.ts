import type { ContainerImage } from '@goldenpath/extension';

/** Amounts of cpu and memory in Kubernetes notation. */
export interface Amounts {
  readonly cpu: string;
  readonly memory: string;
}

/** The pods: one container, and the number of pods. */
export interface WorkloadPart {
  readonly controller: 'Deployment' | 'StatefulSet';
  readonly name: string;
  readonly image: ContainerImage;
  /** Number of pods; absent when an autoscaler sets it. */
  readonly replicas?: number;
  readonly port: number;
  /** The name of the port, with at most 15 characters. */
  readonly portName: string;
  readonly args: readonly string[];
  readonly runAsUser: number;
  readonly resources: { readonly requests: Amounts; readonly limits: Amounts };
  readonly probe: { readonly type: 'http'; readonly live: string; readonly ready: string } | { readonly type: 'tcp' };
}
