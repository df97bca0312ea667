import type { ContainerImage } from '@goldenpath/extension';
import type { ProbesSettings } from './probe-settings';

/** Amounts of cpu and memory in Kubernetes notation. */
export interface Amounts {
  readonly cpu: string;
  readonly memory: string;
}

/** The limits of a container in Kubernetes notation. */
export interface Limits {
  /** @default no limit */
  readonly cpu?: string;
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
  readonly resources: { readonly requests: Amounts; readonly limits: Limits };
  /** The largest size of `/tmp`. @default 256Mi */
  readonly temporaryFiles?: string;
  readonly probe: { readonly type: 'http'; readonly live: string; readonly ready: string } | { readonly type: 'tcp' };
  /** The checks that differ from those of `probe`. @default all are as `probe` says */
  readonly probes?: ProbesSettings;
}
