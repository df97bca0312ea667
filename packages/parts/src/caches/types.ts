import type { CloudResource, CloudResources } from '../cloud/resource';

/** A cache of an application in one environment. */
export interface CacheFacts extends CloudResource {
  /** The type of its nodes in ElastiCache. */
  readonly nodeType: string;
  /** The primary and its replicas, each in another availability zone. */
  readonly nodes: number;
  /** Days that daily snapshots are kept; 0 takes none. */
  readonly snapshotRetentionDays: number;
  /** The user writes a new password when it increases. */
  readonly passwordVersion: number;
  readonly network: CacheNetwork;
  readonly secret: {
    /** Its name in Secrets Manager. */
    readonly path: string;
  };
  /** @default keys that AWS manages */
  readonly kmsKeyArn?: string;
}

/** The network that a cache is in, and who may connect to it. */
export interface CacheNetwork {
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  readonly clientCidrs: readonly string[];
}

/** The caches of an application in one environment, by their name in the spec. */
export type CachesPart = CloudResources<CacheFacts>;
