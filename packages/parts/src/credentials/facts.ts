import { createHash } from 'node:crypto';
import { type FactsInput, type SecretPathsInput, settingsEverywhere } from '@goldenpath/extension';
import { databaseSecretPath } from '../database/facts';
import type { DatabasePart } from '../database/types';
import { type SecretSource, secretSource } from '../secret-store';
import { partSettings } from '../settings';
import { templateOf } from './templates';
import type { CredentialsPart } from './types';
import { credentialVariables } from './readers';

/** Returns the name of the Secret with the database credentials of an application. */
export function credentialsSecret(app: string): string {
  return `${app}-db-creds`;
}

/** Returns the database credentials of the pods: a Secret that the External Secrets Operator or a SealedSecret makes. */
export function credentialsFacts({
  spec,
  platform,
  environment,
  in: within,
  allSettings,
  facts,
}: FactsInput): CredentialsPart | undefined {
  const database = facts('database') as DatabasePart | undefined;
  if (database === undefined) return undefined;
  const secretName = credentialsSecret(spec.name);
  const source = secretSource({ spec, platform, environment, secretName });
  return {
    secretName,
    ...('sealed' in source ? source : { ...source, remotePath: database.secret.path }),
    reloads: platform.kubernetes.reloader,
    variables: credentialVariables({ environment: within, settings: allSettings }, settingsEverywhere(spec, platform)),
    ...composedFacts(partSettings(allSettings).database?.variables, source),
  };
}

/** Returns the path of the credentials, if the application has a database. */
export function credentialsPaths({ settings, environment }: SecretPathsInput): string[] {
  const { database } = partSettings(settings);
  return database === undefined ? [] : [databaseSecretPath(environment, database)];
}

function composedFacts(
  texts: Readonly<Record<string, string>> = {},
  source: SecretSource,
): Pick<CredentialsPart, 'composed' | 'checksum'> {
  const composed = Object.entries(texts).map(([variable, text]) => ({ variable, template: templateOf(text, source) }));
  if (composed.length === 0) return {};
  return { composed, checksum: createHash('sha256').update(JSON.stringify(composed)).digest('hex').slice(0, 16) };
}
