import { createHash } from 'node:crypto';
import type { FactsInput } from '@goldenpath/extension';
import { boundedName } from '../cloud/names';
import { credentialVariables } from '../credentials/readers';
import { CREDENTIALS } from '../credentials/variables';
import { templateOf } from '../credentials/templates';
import { isOnCluster } from '../database/cluster';
import { MASTER_USERNAME, sharedInstanceName } from '../database/facts';
import type { DatabaseSettings } from '../database/settings';
import { RISK_POLICY } from '../risk';
import { secretSource } from '../secret-store';
import { accessVariable, type DatabaseAccessSetting, type DatabaseAccessSettings } from './settings';
import type { DatabaseAccess, DatabaseAccessPart } from './types';

type Input = FactsInput<DatabaseAccessSettings>;

/** PostgreSQL cuts longer names. A role leaves room for the suffix of its second login, `-b`. */
const LONGEST_ROLE = 61;

/** Kubernetes takes no longer name of some objects. */
const LONGEST_NAME = 63;

/** Returns the access to databases of other applications; nothing where there is none. */
export function databaseAccessFacts(input: Input): DatabaseAccessPart | undefined {
  const entries = Object.entries(input.settings).flatMap(([app, setting]) => {
    const database = input.other(app)?.settingsHere['database'] as DatabaseSettings | undefined;
    return database === undefined ? [] : [[app, accessFacts(input, app, setting, database)] as const];
  });
  if (entries.length === 0) return undefined;
  const variables = entries.map(([, { credentials }]) => [credentials.variables, credentials.composed]);
  return {
    databases: Object.fromEntries(entries),
    reloads: input.platform.kubernetes.reloader,
    checksum: createHash('sha256').update(JSON.stringify(variables)).digest('hex').slice(0, 16),
  };
}

function accessFacts(
  input: Input,
  app: string,
  { access, connectionLimit, variables }: DatabaseAccessSetting,
  database: DatabaseSettings,
): DatabaseAccess {
  const { spec, platform, environment, in: within } = input;
  const secretName = accessSecret(spec.name, app);
  const source = secretSource({ spec, platform, environment, secretName });
  const composed = Object.entries(variables).map(([variable, text]) => ({
    variable,
    template: templateOf(text, source, (key) => accessVariable(app, key)),
  }));
  const kmsKeyArn = within.databases?.kmsKey;
  return {
    access,
    database: database.name,
    owner: database.username,
    username: accessRole(database.username, spec.name),
    connectionLimit,
    instance: {
      identifier: database.instance === 'dedicated' ? `${app}-${environment}` : sharedInstanceName(platform, within),
      port: platform.postgres.port,
      masterUsername: MASTER_USERNAME,
      ...(isOnCluster(database, within) && { isCluster: true }),
    },
    secret: {
      path: accessPath(environment, spec.name, app),
      ...(kmsKeyArn !== undefined && { kmsKeyArn }),
      ...(platform.postgres.passwordRotation === 'scheduled' && {
        rotationDays: RISK_POLICY[spec.risk].passwordRotationDays,
      }),
    },
    credentials: {
      secretName,
      ...source,
      variables: variablesOf(input, app).map(({ variable, property }) => ({
        variable: accessVariable(app, variable),
        property,
      })),
      ...(composed.length > 0 && { composed }),
    },
  };
}

function variablesOf({ other, in: environment }: Input, app: string) {
  const found = other(app);
  if (found === undefined) return CREDENTIALS;
  return credentialVariables({ environment, settings: found.settingsHere }, found.settingsEverywhere);
}

/**
 * Returns the path of the secret of an application for the database of another one. Secrets Manager advises against names that end with a hyphen
 * and six characters, which the name of an application can.
 */
export function accessPath(environment: string, app: string, owner: string): string {
  return `goldenpath/${environment}/${app}/databases/${owner}/postgres`;
}

/** Returns the role of an application in the database of a role. No role of a spec has a hyphen, so none can claim the name. */
export function accessRole(owner: string, app: string): string {
  return boundedName(`${owner}-for-${app}`, LONGEST_ROLE);
}

/** Returns the name of the Secret. No application has two hyphens in its name, so the Secrets of two cannot have the same. */
export function accessSecret(app: string, owner: string): string {
  return boundedName(`${app}--${owner}-db`, LONGEST_NAME);
}
