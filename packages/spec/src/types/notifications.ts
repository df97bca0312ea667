/** Whom Argo CD notifies about the Applications of applications. */
export interface WrittenNotifications {
  /**
   * How: `slack` with the token `slack-token`, or `webhook` with the address `webhook-url`. Both are keys of the Secret
   * `argocd-notifications-secret`.
   */
  readonly service: 'slack' | 'webhook';
  /**
   * The channel of Slack, or a word that the webhook gets. It can contain `{environment}`.
   *
   * @pattern ^[a-z0-9{}]([-a-z0-9_{}]*[a-z0-9{}])?$
   * @maxLength 80
   * @default "deployments"
   */
  readonly recipient?: string;
  /**
   * What about: a sync that failed, an application that is not healthy, and a version that is deployed.
   *
   * @minItems 1
   * @uniqueItems true
   * @default ["sync-failed", "health-degraded"]
   */
  readonly on?: readonly NotificationEvent[];
}

/** An event of an Application. */
export type NotificationEvent = 'sync-failed' | 'health-degraded' | 'deployed';
