import type { EnvironmentVariables } from '../configuration/schema';
import type { WrittenVolumes } from '../workload/volume-schema';

/** A job that changes the database or other data to what the new version needs. */
export interface WrittenMigration {
  /**
   * The program in the image of the application, and its first arguments.
   *
   * @minItems 1
   * @maxItems 100
   * @examples [["node", "dist/src/migrate.js"]]
   */
  readonly command: readonly string[];
  /**
   * The arguments of the program.
   *
   * @maxItems 100
   * @default []
   */
  readonly args?: readonly string[];
  /**
   * Variables of the migration, on top of those of the application. One that the application has is replaced in the migration only.
   *
   * @default {}
   */
  readonly env?: EnvironmentVariables;
  /**
   * Seconds after which the migration is ended, with all its tries. The rollout then fails.
   *
   * @asType integer
   * @minimum 1
   * @maximum 86400
   * @default 600
   */
  readonly activeDeadlineSeconds?: number;
  /**
   * How often a migration that failed is tried again.
   *
   * @asType integer
   * @minimum 0
   * @maximum 20
   * @default 0
   */
  readonly backoffLimit?: number;
  /** Folders that it can write to, beside those of the application or instead of them. */
  readonly volumes?: WrittenVolumes;
}

/** The migration, as an environment may override it. */
export type WrittenMigrationOverride = Partial<WrittenMigration>;

/** The fields of the migration. */
export interface MigrationFields {
  /** A job that runs before each rollout, with the new image and the variables of the application. New pods start after it has succeeded. */
  readonly migration?: WrittenMigration;
}

/** The fields that an environment may override. */
export interface MigrationOverrides {
  readonly migration?: WrittenMigrationOverride;
}

declare module '@goldenpath/extension' {
  interface WrittenParts {
    migration: MigrationFields;
  }
  interface WrittenOverrides {
    migration: MigrationOverrides;
  }
  interface WrittenReviewRules {
    'migration-dropped': true;
  }
}
