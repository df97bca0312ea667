import type { AppSpec, Settings } from '@goldenpath/extension';
import { partSettings } from '../settings';
import type { CredentialsPart } from './types';
import { CREDENTIALS, READER_HOST } from './variables';

/** Returns the settings of an application in each environment that it runs in. */
export function settingsEverywhere({ environments, settings, general }: AppSpec): Settings[] {
  return environments.map((name) => settings[name] ?? general);
}

/** Returns whether a database is an Aurora cluster in an environment. The pods of all of its environments then have the address of readers. */
export function hasReaderHost(everywhere: readonly Settings[]): boolean {
  return everywhere.some((settings) => partSettings(settings).database?.aurora !== undefined);
}

/**
 * Returns the variables of a database in an environment. Where it is an Aurora cluster in another environment only, the instance here is its
 * own reader: a program finds the same variables everywhere.
 */
export function credentialVariables(here: Settings, everywhere: readonly Settings[]): CredentialsPart['variables'] {
  if (!hasReaderHost(everywhere)) return CREDENTIALS;
  const property = partSettings(here).database?.aurora === undefined ? 'host' : 'readerhost';
  return [...CREDENTIALS, { variable: READER_HOST, property }];
}

/** Returns the names of the variables of a database, in all environments. */
export function credentialNames(everywhere: readonly Settings[]): string[] {
  return credentialVariables({}, everywhere).map(({ variable }) => variable);
}
