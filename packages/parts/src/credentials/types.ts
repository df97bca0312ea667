/** The source and the names of the pods' database credentials. */
export interface CredentialsPart {
  /** Name of the ExternalSecret and of its Secret. */
  readonly secretName: string;
  readonly store: { readonly name: string; readonly kind: 'ClusterSecretStore' | 'SecretStore' };
  readonly refreshInterval: string;
  /** Name in Secrets Manager. */
  readonly remotePath: string;
  /** Whether a change of the Secret restarts the pods. */
  readonly reloads: boolean;
  readonly variables: readonly { readonly variable: string; readonly property: string }[];
}
