/** The status of an application, as the backend plugin answers it. */
export interface ApplicationStatus {
  readonly name: string;
  readonly kind: string;
  readonly owner: string;
  readonly risk: string;
  readonly database?: string;
  readonly environments: readonly EnvironmentStatus[];
  /** The last pull request that changed the spec. @default none, or GitHub does not say */
  readonly lastReview?: {
    readonly number: number;
    readonly title: string;
    readonly url: string;
    readonly mergedAt?: string;
  };
  /** Open issues about changes outside Terraform. @default GitHub does not say */
  readonly drift?: readonly { readonly title: string; readonly url: string }[];
  /** The estimated cost in a month, in USD. */
  readonly monthlyCost: number;
  /** What could not be read. */
  readonly problems: readonly string[];
}

/** The status in one environment. */
export interface EnvironmentStatus {
  readonly name: string;
  /** The address outside the cluster. @default not exposed */
  readonly url?: string;
  /** The running image tag. @default nothing runs, or the GitOps repository does not say */
  readonly tag?: string;
  readonly monthlyCost: number;
}
