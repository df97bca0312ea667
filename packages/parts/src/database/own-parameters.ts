import { extensionNamed, librariesOf } from './extensions';
import { groupValue, hasParameter, isStaticIn } from './parameters';
import { AURORA } from './cluster';
import type { DatabaseSettings } from './settings';
import type { OwnParameterGroup } from './types';
import { versionsInUse } from './versions';

/** RDS loads it with every instance. A value of its own replaces that, so it is repeated. */
const LOADED = ['pg_stat_statements'];

type Wanted = Pick<DatabaseSettings, 'name' | 'extensions' | 'parameters' | 'aurora'>;

/**
 * Returns the parameter groups of a dedicated instance: one for each version that it may have, as the platform has them. An upgrade then
 * deletes none that is in use.
 *
 * @returns none where the instance has the parameters of the platform.
 */
export function ownParameterGroups(identifier: string, version: string, wanted: Wanted): OwnParameterGroup[] {
  return hasOwnParameters(wanted)
    ? versionsInUse([version]).map((one) => ({
        name: `${identifier}-${wanted.aurora === undefined ? 'postgres' : AURORA}${one}`,
        version: one,
        parameters: parametersIn(one, wanted),
      }))
    : [];
}

/** Returns whether a database needs a parameter group of its own. The groups of the platform are not for Aurora clusters. */
function hasOwnParameters({ extensions = [], parameters = {}, aurora }: Omit<Wanted, 'name'>): boolean {
  return aurora !== undefined || librariesOf(extensions).length > 0 || Object.keys(parameters).length > 0;
}

function parametersIn(
  version: string,
  { name, extensions = [], parameters = {} }: Wanted,
): OwnParameterGroup['parameters'] {
  const libraries = librariesOf(extensions);
  const values = new Map(
    Object.entries(parameters)
      .filter(([parameter]) => hasParameter(parameter, version))
      .map(([parameter, value]) => [parameter, groupValue(value)]),
  );
  if (libraries.length > 0) values.set('shared_preload_libraries', [...LOADED, ...libraries].join(','));
  // The scheduler runs in one database, and the extension can be created there only.
  if (extensions.some((one) => extensionNamed(one)?.library === 'pg_cron')) values.set('cron.database_name', name);
  return Object.fromEntries(
    [...values]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([parameter, value]) => [parameter, { value, isStatic: isStaticIn(parameter, version) }]),
  );
}
