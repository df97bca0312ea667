/** The persistent volume of each pod. */
export interface StoragePart {
  readonly volumeName: string;
  readonly size: string;
  readonly mountPath: string;
  readonly storageClass: string;
}
