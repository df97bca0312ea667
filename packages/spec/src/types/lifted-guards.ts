/** A guard that hand-written patches need not pass. */
export interface WrittenLiftedGuard {
  /**
   * `pod-security`: the Pod Security Standard `restricted`, a read-only file system and no token in the pods.
   * `image`: the image of a container changes only by a release.
   * `selectors`: selectors, and the labels that the platform sets.
   * `network-policy`: network policies.
   * `privileges`: service accounts, their IAM roles, and roles of Kubernetes.
   * `exposure`: hosts, the class of a route, and the type of a Service.
   * `secret-access`: the Secrets that pods read, and where they come from.
   */
  readonly guard:
    | 'pod-security'
    | 'image'
    | 'selectors'
    | 'network-policy'
    | 'privileges'
    | 'exposure'
    | 'secret-access';
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
