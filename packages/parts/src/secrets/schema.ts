/** A value of the secret store that the pods get. A spec never contains the value. */
export interface WrittenSecret {
  /**
   * The name of an existing secret in the secret store. `{environment}` stands for the name of the environment. With `create: true`, the
   * name of the new secret below `goldenpath/<environment>/<application>/secrets/`; the default is the name of the variable in lower
   * case.
   *
   * @pattern ^([A-Za-z0-9/_+=.@-]|\{environment\})+$
   * @maxLength 300
   * @examples ["partner/{environment}/api"]
   */
  readonly name?: string;
  /**
   * A key of the secret's JSON value. The default is the whole value.
   *
   * @pattern ^[A-Za-z0-9_-][A-Za-z0-9_.-]*$
   * @maxLength 200
   * @examples ["client_secret"]
   */
  readonly key?: string;
  /**
   * Whether the stack of the application makes the secret, without a value. A person or another system puts the value in. The default is
   * `true` without `name`, and `false` with it.
   */
  readonly create?: boolean;
  /**
   * The absolute path of a file with the value, instead of a variable. Its folder contains only files of `secrets`.
   *
   * @pattern ^/[^\s:]+$
   * @maxLength 255
   * @examples ["/etc/partner/tls.key"]
   */
  readonly mountPath?: string;
}

/**
 * Secrets of the container by the name of their variable. An environment can add entries, or replace single ones.
 *
 * @propertyNames {"pattern": "^(?!__proto__$)[A-Za-z_][A-Za-z0-9_]*$"}
 * @examples [{ "SESSION_KEY": {}, "PARTNER_SECRET": { "name": "partner/api", "key": "client_secret" } }]
 */
export interface WrittenSecrets {
  readonly [variable: string]: WrittenSecret;
}

/** The fields of secrets. */
export interface SecretsFields {
  /** @default {} */
  readonly secrets?: WrittenSecrets;
}

/** The fields that an environment may override. `secrets` adds entries or replaces single ones. */
export type SecretsOverrides = SecretsFields;

declare module '@goldenpath/extension' {
  interface WrittenParts {
    secrets: SecretsFields;
  }
  interface WrittenOverrides {
    secrets: SecretsOverrides;
  }
  interface WrittenReviewRules {
    'secret-without-value': true;
    'secret-read': true;
    'secret-removed': true;
  }
}
