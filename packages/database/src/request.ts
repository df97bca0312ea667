import type { DesiredDatabase } from './desired';
import type { Credentials } from './secrets/credentials';

/** A database to provision, with the content of its secret. */
export interface ProvisionRequest {
  readonly desired: DesiredDatabase;
  readonly credentials: Credentials;
}
