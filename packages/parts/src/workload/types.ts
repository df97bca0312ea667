import type { ContainerImage } from '@goldenpath/extension';
import type { CronJobPart } from '../cron-job/types';
import type { Runtime } from './schema';
import type { Port } from './ports';
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
export interface WorkloadPart extends PodFacts {
  readonly controller: 'Deployment' | 'StatefulSet' | 'CronJob';
  /** Number of pods; absent when an autoscaler sets it. */
  readonly replicas?: number;
  /** When the pods run, of a CronJob. */
  readonly job?: CronJobPart;
}

/** What each pod has: one container. */
export interface PodFacts {
  readonly name: string;
  readonly image: ContainerImage;
  /** The first port. @default the container listens on nothing */
  readonly port?: number;
  /** The name of the first port, with at most 15 characters. */
  readonly portName?: string;
  /** What the first port speaks. @default HTTP or a protocol over TCP that is not known */
  readonly protocol?: 'grpc' | 'udp';
  /** The further ports. @default none */
  readonly ports?: readonly Port[];
  /** The program, and its first arguments. @default that of the image */
  readonly command?: readonly string[];
  readonly args: readonly string[];
  readonly runAsUser: number;
  readonly resources: { readonly requests: Amounts; readonly limits: Limits };
  /** The largest size of `/tmp`. @default 256Mi */
  readonly temporaryFiles?: string;
  /** The further folders that the container can write to. @default none */
  readonly emptyDirs?: readonly EmptyDir[];
  /** The disk space of the node that the folders and logs need. @default what is left */
  readonly ephemeralStorage?: { readonly request: string; readonly limit: string };
  readonly probe:
    | { readonly type: 'http'; readonly live: string; readonly ready: string }
    | { readonly type: 'tcp' | 'grpc' | 'none' };
  /** The checks that differ from those of `probe`. @default all are as `probe` says */
  readonly probes?: ProbesSettings;
}

/** An empty folder of each pod. */
export interface EmptyDir {
  readonly name: string;
  readonly mountPath: string;
  readonly sizeLimit: string;
  /** @default the disk of the node */
  readonly medium?: 'Memory';
}

/** What an application that is built has once. */
export interface WorkloadOnce {
  /** The language of its code. */
  readonly runtime: Runtime;
  /** The template of a job. @default it is not a job */
  readonly job?: string;
  /** The template of a worker, which listens on nothing. @default it is a job, or a service with the template of the runtime */
  readonly worker?: string;
}
