/** The volume that all pods of an application share. */
export interface SharedStoragePart {
  readonly claimName: string;
  readonly size: string;
  readonly mountPath: string;
  readonly storageClass: string;
  /** Whether it goes with its namespace. @default it is kept when it is no longer described */
  readonly isTemporary?: true;
}
