/** A guard that hand-written patches and overrides need not pass. */
export interface WrittenLiftedGuard {
  /**
   * `pod-security`: the Pod Security Standard `restricted`, a read-only file system and no token in the pods.
   * `image`: the image of a container changes only by a release.
   * `selectors`: selectors, and the labels that the platform sets.
   * `network-policy`: network policies.
   * `privileges`: service accounts, their IAM roles, roles of Kubernetes, what KEDA logs in with, priority classes and chosen nodes.
   * `exposure`: hosts, backends, annotations and the class of a route, the type and annotations of a Service.
   * `secret-access`: the Secrets that are read, and where they come from.
   * `volume-access`: the claims that pods mount, and the data that these begin with.
   *
   * Of Terraform resources: `public-access`: who reaches them from where.
   * `encryption`: encryption at rest and on the way.
   * `deletion-protection`: what keeps data from being deleted.
   * `backups`: backups, versions, and how long data is kept.
   * `iam`: IAM roles and policies, users of caches, permissions of teams.
   * `names`: names and references that others depend on.
   * `tags`: the tags that the platform sets.
   * `replacement`: arguments whose change replaces the resource.
   * `repository`: the protection of the Git repository.
   */
  readonly guard:
    | 'pod-security'
    | 'image'
    | 'selectors'
    | 'network-policy'
    | 'privileges'
    | 'exposure'
    | 'secret-access'
    | 'volume-access'
    | 'public-access'
    | 'encryption'
    | 'deletion-protection'
    | 'backups'
    | 'iam'
    | 'names'
    | 'tags'
    | 'replacement'
    | 'repository';
  /**
   * The applications for which it is lifted. The default is all.
   *
   * @minItems 1
   * @uniqueItems true
   */
  readonly apps?: readonly string[];
  /**
   * Why it is lifted, on one line.
   *
   * @minLength 10
   * @maxLength 350
   */
  readonly reason: string;
}
