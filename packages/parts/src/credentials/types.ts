/** Where the pods' database credentials come from, and what they are called. */
export interface CredentialsPart {
  /** Name of the ExternalSecret and of the Secret that it makes. */
  readonly secretName: string;
  readonly store: { readonly name: string; readonly kind: 'ClusterSecretStore' | 'SecretStore' };
  readonly refreshInterval: string;
  /** Name in Secrets Manager. */
  readonly remotePath: string;
  readonly variables: readonly { readonly variable: string; readonly property: string }[];
}
