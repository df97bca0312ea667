/** A read-only file of the pods. */
export interface MountedFile {
  /** The absolute path in the container. */
  readonly path: string;
  /** The key in the ConfigMap. */
  readonly key: string;
  readonly content: string;
  /** The permissions. @default 0644 */
  readonly mode?: number;
}

/** The files of the pods, in a ConfigMap with this name. */
export interface FilesPart {
  readonly name: string;
  /** In order of path. */
  readonly files: readonly MountedFile[];
  /** Whether a job reads the files before the pods are updated. @default false */
  readonly isBeforePods?: true;
  /** An annotation of the pods that changes with the files, so that a change rolls the pods. */
  readonly checksum: string;
}
