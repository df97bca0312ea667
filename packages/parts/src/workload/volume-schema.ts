/** The folder for temporary files, which a pod loses when it ends. */
export interface WrittenTemporaryFiles {
  /**
   * The largest size, in whole Gi or Mi. The node evicts a pod that writes more.
   *
   * @pattern ^[0-9]+(Gi|Mi)$
   * @default "256Mi"
   */
  readonly size?: string;
}

/** An empty folder that the container can write to. Each pod has its own, and loses it when it ends. */
export interface WrittenEmptyDir {
  /**
   * The absolute path of the folder in the container; not `/`. It hides what the image has there.
   *
   * @pattern ^/[^\s:]+$
   * @maxLength 255
   * @examples ["/var/cache/nginx"]
   */
  readonly mountPath: string;
  /**
   * The largest size, in whole Gi or Mi. The node evicts a pod that writes more.
   *
   * @pattern ^[0-9]+(Gi|Mi)$
   * @default "256Mi"
   */
  readonly sizeLimit?: string;
  /** `Memory` keeps the files in memory, which counts against the memory limit of the container. The default is the disk of the node. */
  readonly medium?: 'Memory';
}

/**
 * Empty folders that the container can write to, by name. An environment can add folders, or replace single ones.
 *
 * @propertyNames {"pattern": "^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$"}
 * @examples [{ "cache": { "mountPath": "/var/cache/nginx", "sizeLimit": "1Gi" } }]
 */
export interface WrittenEmptyDirs {
  readonly [name: string]: WrittenEmptyDir;
}

/** The folders that the container can write to. A pod loses their files when it ends. */
export interface WrittenVolumes {
  /** The folder `/tmp`. */
  readonly tmp?: WrittenTemporaryFiles;
  /** @default {} */
  readonly emptyDirs?: WrittenEmptyDirs;
}
