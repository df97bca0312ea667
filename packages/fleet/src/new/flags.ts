import { UserError } from '@goldenpath/errors';
import { builtInRegistry } from '@goldenpath/parts';
import type { Registry } from '@goldenpath/extension';
import { type Candidate, withField } from './candidate';
import { allFields, type Field } from './fields';
import { partsInOrder, schemaOfField } from './part-fields';
import { readValue } from './read-value';

/**
 * The flags of `new` by their commander key, such as `storageSize`. `set` contains `path=value` for fields without their own flag.
 */
export type NewFlags = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** A flag of `new`. */
export interface NewFlag {
  /** As commander reads it: `--storage-size <size>`. */
  readonly flag: string;
  readonly help: string;
  /** The allowed values. @default any value */
  readonly choices?: readonly string[];
}

/** Returns the flags of the common fields and of the built-in parts, which are known before a fleet is loaded. */
export function newFlags(): NewFlag[] {
  return allFields(builtInRegistry).map(({ flag, help, schema }) => ({
    flag,
    help,
    ...(Array.isArray(schema['enum']) && { choices: schema['enum'].map(String) }),
  }));
}

/**
 * Returns the spec that the flags describe.
 *
 * @throws UserError when a value of `set` is not `path=value`.
 */
export function candidateOf(flags: NewFlags, registry: Registry): Candidate {
  const given = allFields(registry).reduce<Candidate>((candidate, field) => withFlag(candidate, field, flags), {});
  const settings = flags['set'];
  const parts = partsOf(given, registry);
  return (Array.isArray(settings) ? (settings as readonly string[]) : []).reduce((candidate, setting) => {
    const [path, value] = splitSetting(setting);
    return withField(candidate, path, readValue(value, schemaOfField(parts, path) ?? {}));
  }, given);
}

function withFlag(candidate: Candidate, { key, path, read }: Field, flags: NewFlags): Candidate {
  const given = key === undefined ? undefined : flags[key];
  if (given === undefined) return candidate;
  return withField(candidate, path, typeof given === 'string' ? read(given) : given);
}

/** Returns the parts of the candidate's kind. Without a kind, returns the parts of all kinds. */
function partsOf({ kind }: Candidate, registry: Registry) {
  const known = registry.kind(String(kind));
  return known === undefined ? registry.parts : partsInOrder(known, registry);
}

function splitSetting(setting: string): [path: string[], value: string] {
  const [, path, value] = /^([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)=(.*)$/s.exec(setting) ?? [];
  if (path !== undefined && value !== undefined && !path.split('.').includes('__proto__'))
    return [path.split('.'), value];
  throw new UserError(
    `\`--set ${setting}\` does not name a field and a value.`,
    'Write the field, `=` and the value, such as `--set queue.days=3`.',
  );
}
