/**
 * Names that applications with a repository or a Service cannot have. These are always reserved: the GitOps repository, and the repository
 * of the delivery workflow where it is in this organisation. Reserved unless they are allowed: `argo-cd`, `argocd`, `backstage`,
 * `cert-manager`, `external-secrets`, `goldenpath`, `grafana`, `kong`, `kubernetes`, `platform`, `prometheus`, `root-app`,
 * `sealed-secrets`, `traefik`, `vault`.
 */
export interface WrittenApplicationNames {
  /**
   * More names to reserve: other repositories of the organisation, and hosts of the platform.
   *
   * @uniqueItems true
   * @default []
   */
  readonly reserved?: readonly ApplicationName[];
  /**
   * Reserved names of components that applications may have after all, because this platform does not have the component.
   *
   * @uniqueItems true
   * @default []
   */
  readonly allowed?: readonly ApplicationName[];
}

/**
 * @pattern ^[a-z0-9]+(-[a-z0-9]+)*$
 * @minLength 2
 * @maxLength 50
 */
export type ApplicationName = string;
