import type { InEnvironment } from './facts';

/** Something that an application has in one environment, such as a database: a Resource of the catalog. */
export interface CatalogResource {
  /** Unique in the fleet. @example rds-dev-orders_db */
  readonly name: string;
  /** Such as `database`. */
  readonly type: string;
  readonly description: string;
  /** What the inventory of its kind says of it besides its name, environment, owner and risk. @default it is in no inventory */
  readonly inventory?: {
    /** The file of the inventory, such as `rds-catalog.yaml`. */
    readonly file: string;
    readonly entry: Readonly<Record<string, string>>;
  };
}

/** An address that belongs to an application. */
export interface CatalogLink {
  readonly url: string;
  readonly title: string;
}

/** What a part adds to the catalog entities of an application. Each hook sees the part's own facts in one environment. */
export interface PartCatalog<Facts> {
  /** The type of the Component, such as `service`. @default this part does not make the application a Component */
  readonly component?: (facts: Facts) => string;
  /** Whether other Components can consume an API of it over HTTP. @default no API */
  readonly hasApi?: (facts: Facts) => boolean;
  /** Of the applications that it uses, those whose API it consumes. @default none */
  readonly consumes?: (facts: Facts, uses: readonly string[]) => readonly string[];
  /** @default none */
  readonly resources?: (facts: Facts, common: InEnvironment) => readonly CatalogResource[];
  /** @default none */
  readonly links?: (facts: Facts, common: InEnvironment) => readonly CatalogLink[];
  /** Annotations of the Component, by name. @default none */
  readonly annotations?: (facts: Facts) => Readonly<Record<string, string>>;
}
