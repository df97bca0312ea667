import type { ContainerImage } from '@goldenpath/extension';

/** An amount of cpu and of memory, as Kubernetes writes them. */
export interface Amounts {
  readonly cpu: string;
  readonly memory: string;
}

/** The pods: one container, and how many of them. */
export interface WorkloadPart {
  readonly controller: 'Deployment' | 'StatefulSet';
  readonly name: string;
  readonly image: ContainerImage;
  /** Number of pods; absent where an autoscaler decides. */
  readonly replicas?: number;
  readonly port: number;
  /** The port's name: at most 15 characters. */
  readonly portName: string;
  readonly args: readonly string[];
  readonly runAsUser: number;
  readonly resources: { readonly requests: Amounts; readonly limits: Amounts };
  readonly probe: { readonly type: 'http'; readonly live: string; readonly ready: string } | { readonly type: 'tcp' };
}
