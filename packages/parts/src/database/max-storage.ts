/** Why RDS refuses a maximum storage. */
export interface MaxStorageProblem {
  readonly rule: 'max-storage-below-storage' | 'max-storage-too-close';
  /** What follows "`maxStorageGb` is 105 in prod, ". */
  readonly reason: string;
  readonly remedy: string;
}

/** The least storage that RDS grows an instance to, in GB: a tenth more. */
export function leastGrowth(storageGb: number): number {
  return Math.ceil((storageGb * 11) / 10);
}

/**
 * Compares the maximum storage with the initial one. Equal values are allowed: the storage then does not grow by itself.
 *
 * @returns undefined where RDS takes both.
 */
export function maxStorageProblem(storageGb: number, maxStorageGb: number): MaxStorageProblem | undefined {
  const least = leastGrowth(storageGb);
  if (maxStorageGb === storageGb || maxStorageGb >= least) return undefined;
  const remedy = `Raise \`maxStorageGb\` to at least ${least}, or set it to ${storageGb}: the storage then does not grow by itself.`;
  return maxStorageGb < storageGb
    ? { rule: 'max-storage-below-storage', reason: `below \`storageGb\`, which is ${storageGb}`, remedy }
    : {
        rule: 'max-storage-too-close',
        reason: `less than 10 % above \`storageGb\`, which is ${storageGb}: RDS refuses that`,
        remedy,
      };
}

/** The maximum storage where none is given: twice the initial one, and at least so much. */
export function defaultMaxStorage(storageGb: number, least: number): number {
  return Math.max(least, 2 * storageGb);
}
