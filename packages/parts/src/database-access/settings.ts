import { byDefault, type Layers, type ReservedVariables } from '@goldenpath/extension';
import { CREDENTIALS, READER_HOST, SSL_MODE } from '../credentials/variables';
import { variableOf } from '../cloud/names';
import type { AccessLevel } from './types';

/** The access to one database with all defaults applied. */
export interface DatabaseAccessSetting {
  readonly access: AccessLevel;
  readonly connectionLimit: number;
  /** Further variables of the pods with `{placeholders}`, by name. */
  readonly variables: Readonly<Record<string, string>>;
}

/** The accesses by the name of the application that has the database. */
export type DatabaseAccessSettings = Readonly<Record<string, DatabaseAccessSetting>>;

/** Returns the settings of the access to databases of other applications. */
export function databaseAccessSettings(layers: Layers): DatabaseAccessSettings {
  return Object.fromEntries(layers.generalKeys(['databases']).map((app) => [app, accessOf(layers, app)]));
}

function accessOf(layers: Layers, app: string): DatabaseAccessSetting {
  return {
    access: layers.pick<AccessLevel>(['databases', app, 'access'], byDefault('reader')),
    connectionLimit: layers.pick(['databases', app, 'connectionLimit'], byDefault(10)),
    variables: layers.merge(['databases', app, 'variables']),
  };
}

/** Returns a variable of the database of an application: `DB_HOST` of `orders` is `ORDERS_DB_HOST`. */
export function accessVariable(app: string, variable: string): string {
  const name = variableOf(app, variable);
  return /^[0-9]/.test(name) ? `_${name}` : name;
}

/** Returns the variables that the accesses set in the pods. */
export function accessVariables(settings: DatabaseAccessSettings): ReservedVariables[] {
  return Object.entries(settings).flatMap(([app, { variables }]) => [
    {
      names: [...CREDENTIALS.map(({ variable }) => variable), READER_HOST, SSL_MODE].map((name) =>
        accessVariable(app, name),
      ),
      by: `the database of \`${app}\``,
    },
    { names: Object.keys(variables), by: `\`databases.${app}.variables\`` },
  ]);
}
