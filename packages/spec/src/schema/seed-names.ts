/** Names of fields in the original documents of this spec, and their current names. */
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

/** The same for values. */
const SEED_VALUES: ReadonlyMap<string, string> = new Map([
  ['coupled', 'shared'],
  ['standalone', 'dedicated'],
  ['db.t3.micro', 'small'],
  ['db.t3.small', 'medium'],
  ['db.t3.medium', 'large'],
  ['db.r6g.large', 'xlarge'],
]);

/** Returns the current name of a top-level field with a former name. */
export function fieldOfSeedName(written: string): string | undefined {
  return SEED_NAMES.get(written);
}

/** Returns the current value for a former one, if it is an allowed choice. */
export function choiceOfSeedValue(written: string, choices: readonly string[]): string | undefined {
  const value = SEED_VALUES.get(written);
  return value !== undefined && choices.includes(value) ? value : undefined;
}
