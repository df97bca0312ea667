/**
 * Plain variables of the container. Never a secret. `$(DB_HOST)` in a value is replaced where the container has a variable of
 * that name; `$$(DB_HOST)` is the text `$(DB_HOST)`.
 *
 * @propertyNames {"pattern": "^[A-Z_][A-Z0-9_]*$"}
 */
export interface EnvironmentVariables {
  readonly [name: string]: string;
}

/** The fields of the plain variables. */
export interface ConfigurationFields {
  /**
   * The applications of the fleet that this one calls. Each gives it `<NAME>_HOST`, `<NAME>_PORT` and, where that
   * application answers HTTP, `<NAME>_URL`.
   *
   * @uniqueItems true
   * @default []
   */
  readonly uses?: readonly string[];
  /** @default {} */
  readonly env?: EnvironmentVariables;
}

/** What of them one environment may override. `env` adds to the variables or replaces them one by one. */
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
