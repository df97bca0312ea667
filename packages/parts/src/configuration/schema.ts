/**
 * Plain variables of the container, never a secret. `$(DB_HOST)` in a value is replaced if the container has a variable of that name;
 * `$$(DB_HOST)` is the text `$(DB_HOST)`.
 *
 * @propertyNames {"pattern": "^(?!__proto__$)[A-Za-z_][A-Za-z0-9_]*$"}
 */
export interface EnvironmentVariables {
  readonly [name: string]: string;
}

/** The fields of the plain variables. */
export interface ConfigurationFields {
  /**
   * The applications of the fleet that this one calls. For each it gets `<NAME>_HOST`, `<NAME>_PORT` and, if that application serves HTTP,
   * `<NAME>_URL`. A further port gives `<NAME>_PORT_<PORT>`. `env` can replace one of them by a value that is made from the others.
   *
   * @uniqueItems true
   * @default []
   */
  readonly uses?: readonly string[];
  /** @default {} */
  readonly env?: EnvironmentVariables;
}

/** The fields that an environment may override. `env` adds variables or replaces single ones. */
export type ConfigurationOverrides = Pick<ConfigurationFields, 'env'>;

declare module '@goldenpath/extension' {
  interface WrittenParts {
    configuration: ConfigurationFields;
  }
  interface WrittenOverrides {
    configuration: ConfigurationOverrides;
  }
  interface WrittenReviewRules {
    'uses-target-leaves': true;
  }
}
