/** The volume that each pod keeps. */
export interface StoragePart {
  readonly volumeName: string;
  readonly size: string;
  readonly mountPath: string;
  readonly storageClass: string;
}
