/** What a field was called in the documents that this spec was made from, and what it is called here. */
const SEED_NAMES: ReadonlyMap<string, string> = new Map([
  ['component_id', 'name'],
  ['databaseName', 'database.name'],
  ['username', 'database.username'],
  ['environment', 'environments'],
  ['storageSize', 'storage.size'],
  ['storage_size', 'storage.size'],
  ['mountPath', 'storage.mountPath'],
  ['mount_path', 'storage.mountPath'],
]);

/** What a value was called there. */
const SEED_VALUES: ReadonlyMap<string, string> = new Map([
  ['coupled', 'shared'],
  ['standalone', 'dedicated'],
  ['db.t3.micro', 'small'],
  ['db.t3.small', 'medium'],
  ['db.t3.medium', 'large'],
  ['db.r6g.large', 'xlarge'],
]);

/** The name here of a top-level field that went by another name before. */
export function fieldOfSeedName(written: string): string | undefined {
  return SEED_NAMES.get(written);
}

/** The value here of one that went by another name before, where it is among those that may be chosen. */
export function choiceOfSeedValue(written: string, choices: readonly string[]): string | undefined {
  const value = SEED_VALUES.get(written);
  return value !== undefined && choices.includes(value) ? value : undefined;
}
