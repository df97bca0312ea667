interface OfFile {
  readonly file: string;
}

/** What differs between the files of base and head. */
export interface FileChanges<T> {
  /** Added or changed, as they are in head. */
  readonly changed: readonly T[];
  /** As they were in base. */
  readonly removed: readonly T[];
}

export function fileChanges<T extends OfFile>(base: readonly T[], head: readonly T[]): FileChanges<T> {
  const before = new Map(base.map((one) => [one.file, JSON.stringify(one)]));
  const kept = new Set(head.map(({ file }) => file));
  return {
    changed: head.filter((one) => JSON.stringify(one) !== before.get(one.file)),
    removed: base.filter(({ file }) => !kept.has(file)),
  };
}
