import type { SettingsIn } from '@goldenpath/extension';
import { isOnCluster } from '../database/cluster';
import { partSettings } from '../settings';
import type { CredentialsPart } from './types';
import { CREDENTIALS, READER_HOST } from './variables';

/**
 * Returns whether a database is on an Aurora cluster in an environment: on one of its own, or on that of the platform. The pods of all of its
 * environments then have the address of readers.
 */
export function hasReaderHost(everywhere: readonly SettingsIn[]): boolean {
  return everywhere.some(isOnClusterIn);
}

function isOnClusterIn({ settings, environment }: SettingsIn): boolean {
  const { database } = partSettings(settings);
  return database !== undefined && isOnCluster(database, environment);
}

/**
 * Returns the variables of a database in an environment. Where it is on an Aurora cluster in another environment only, the instance here is
 * its own reader: a program finds the same variables everywhere.
 */
export function credentialVariables(here: SettingsIn, everywhere: readonly SettingsIn[]): CredentialsPart['variables'] {
  if (!hasReaderHost(everywhere)) return CREDENTIALS;
  const property = isOnClusterIn(here) ? 'readerhost' : 'host';
  return [...CREDENTIALS, { variable: READER_HOST, property }];
}

/** Returns the names of the variables of a database, in all environments. */
export function credentialNames(everywhere: readonly SettingsIn[]): string[] {
  return [...CREDENTIALS.map(({ variable }) => variable), ...(hasReaderHost(everywhere) ? [READER_HOST] : [])];
}
