import type { AppFacts, PlatformFacts } from '@goldenpath/extension';
import { yamlText } from '@goldenpath/files';
import { sizeText } from '@goldenpath/parts';
import { CATALOG_HEADER } from './catalog-left';
import { databaseOf } from './desired';

/** A database of the catalog, without its status. */
export interface CatalogDatabase {
  readonly name: string;
  readonly environment: string;
  readonly app: string;
  readonly owner: string;
  readonly risk: string;
  /** The DNS domain of the platform. */
  readonly domain: string;
  readonly size: string;
  /** Identifier of the RDS instance. */
  readonly instance: string;
  readonly role: string;
  readonly secretPath: string;
  /** Its spec retires it, so no run provisions it. @default false */
  readonly isRetiring: boolean;
}

/**
 * What is known of a database:
 *
 * - `requested`: a spec asks for it, and no run has provisioned it;
 * - `provisioned`: the last run that looked at it left it as the spec asks;
 * - `failed`: the last run that looked at it failed;
 * - `retiring`: its spec retires it.
 */
export type CatalogStatus = 'requested' | 'provisioned' | 'failed' | 'retiring';

export const CATALOG_STATUSES: readonly CatalogStatus[] = ['requested', 'provisioned', 'failed', 'retiring'];

/** The databases of an application, in the order of the environments. */
export function catalogDatabases(
  { name: app, owner, risk, environments }: AppFacts,
  { domain }: Pick<PlatformFacts, 'domain'>,
): CatalogDatabase[] {
  return environments.flatMap((facts) => {
    const part = databaseOf(facts);
    if (part === undefined) return [];
    const { name, username, instance, secret, retirement } = part;
    const { environment } = facts;
    return {
      name,
      environment,
      app,
      owner,
      risk,
      domain,
      size: sizeText(part),
      instance: instance.identifier,
      role: username,
      secretPath: secret.path,
      isRetiring: retirement !== undefined,
    };
  });
}

/** Identifies a database in the catalog. */
export function catalogKey({ environment, name }: Pick<CatalogDatabase, 'environment' | 'name'>): string {
  return `${environment}/${name}`;
}

/** The text of the catalog: the same databases and statuses give the same bytes. */
export function catalogText(
  databases: readonly CatalogDatabase[],
  statuses: ReadonlyMap<string, CatalogStatus>,
): string {
  const entries = databases.map(({ isRetiring, ...database }) => ({
    ...database,
    status: isRetiring ? 'retiring' : known(statuses.get(catalogKey(database))),
  }));
  return `${CATALOG_HEADER}\n${yamlText({ databases: entries })}`;
}

/** A database whose spec does not retire it any more is to be provisioned again. */
function known(status: CatalogStatus | undefined): CatalogStatus {
  return status === undefined || status === 'retiring' ? 'requested' : status;
}
