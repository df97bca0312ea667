/** What a field was called in the documents that this spec was made from, and what it is called here. */
export const SEED_NAMES: Readonly<Record<string, string>> = {
  component_id: 'name',
  databaseName: 'database.name',
  username: 'database.username',
  environment: 'environments',
  storageSize: 'storage.size',
  storage_size: 'storage.size',
  mountPath: 'storage.mountPath',
  mount_path: 'storage.mountPath',
};
