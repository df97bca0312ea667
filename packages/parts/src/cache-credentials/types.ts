import type { ExternalSource } from '../secret-store';

/** What makes the Secret with the logins of an application's caches. */
export interface CacheCredentialsPart extends ExternalSource {
  /** Name of the Secret, and of the ExternalSecret that makes it. */
  readonly secretName: string;
  /** Whether a change of the Secret restarts the pods. */
  readonly reloads: boolean;
  readonly entries: readonly {
    /** The name of the cache in the spec. */
    readonly cache: string;
    /** Its name in Secrets Manager. */
    readonly path: string;
  }[];
}
