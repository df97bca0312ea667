/** What the applications of a team can use together in a namespace. */
export interface WrittenQuota {
  /**
   * The number of pods.
   *
   * @asType integer
   * @minimum 1
   * @maximum 100000
   */
  readonly pods?: number;
  /**
   * The sum of the CPU requests, in cores.
   *
   * @asType integer
   * @minimum 1
   * @maximum 100000
   */
  readonly cpu?: number;
  /**
   * The sum of the memory requests.
   *
   * @pattern ^[0-9]+(Gi|Mi)$
   * @maxLength 12
   */
  readonly memory?: string;
  /**
   * The number of volumes.
   *
   * @asType integer
   * @minimum 0
   * @maximum 100000
   */
  readonly volumes?: number;
  /**
   * The sum of the sizes of volumes.
   *
   * @pattern ^[0-9]+(Gi|Mi)$
   * @maxLength 12
   */
  readonly storage?: string;
}

/** What applications can use in the namespaces of a cluster. A namespace of several teams has the sum of their quotas. */
export interface WrittenQuotas {
  /**
   * The quota of a team that has none of its own. What is not given is 250 pods, 100 cores, 200Gi of memory, 50 volumes and 2000Gi of storage.
   */
  readonly default?: WrittenQuota;
  /**
   * The quotas of teams, by the name of the team. What is not given is that of `default`.
   *
   * @default {}
   */
  readonly teams?: QuotasOfTeams;
}

/** Quotas by the name of a team. */
export interface QuotasOfTeams {
  readonly [team: string]: WrittenQuota;
}
