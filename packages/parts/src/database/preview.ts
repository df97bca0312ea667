import type { PreviewNames } from '@goldenpath/extension';
import { extensionNamed } from './extensions';
import type { DatabaseSettings } from './settings';

/** The most bytes of an identifier of PostgreSQL. */
const LONGEST_DATABASE = 63;
/** A role leaves room for the suffixes of its access levels: `-editor`. */
const LONGEST_ROLE = 50;

/**
 * Returns the database of a pull request: one of its own, on the shared instance, which is not restored from anything. It has the extensions
 * that need no parameters.
 */
export function previewDatabase(settings: DatabaseSettings, names: PreviewNames): DatabaseSettings | undefined {
  const {
    retirement,
    restoreFrom: _restored,
    version: _version,
    parameters: _parameters,
    aurora: _aurora,
    extensions,
    ...rest
  } = settings;
  if (retirement !== undefined) return undefined;
  const plain = extensions?.filter((name) => extensionNamed(name)?.library === undefined) ?? [];
  return {
    ...rest,
    ...(plain.length > 0 && { extensions: plain }),
    name: names.of(settings.name, { separator: '_', longest: LONGEST_DATABASE }),
    username: names.of(settings.username, { separator: '_', longest: LONGEST_ROLE }),
    instance: 'shared',
  };
}
