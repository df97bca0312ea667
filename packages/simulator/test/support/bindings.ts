import { join } from 'node:path';
import { loadProviderSchema, type ProviderSchema } from '@goldenpath/simulator';

/** The bindings that this package is tested with. */
export const BINDINGS = ['aws', 'github', 'random'].map((name) =>
  join(__dirname, '../../node_modules/@cdktf', `provider-${name}`),
);

/** The schema of one of them, with some of its types. */
export function schemaOf(provider: 'aws' | 'github' | 'random', types: readonly string[]): ProviderSchema {
  const bindings = BINDINGS.find((folder) => folder.endsWith(`-${provider}`)) ?? '';
  return loadProviderSchema({ bindings, types: new Set(types) });
}
