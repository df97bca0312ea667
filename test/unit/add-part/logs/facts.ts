import type { FactsInput } from '@goldenpath/extension';
import type { LogsSettings } from './settings';

/** What is generated from the logs of an application in one environment. */
export interface LogsPart {
  /** The CloudWatch log group: the agent in the cluster writes to it, and Terraform makes it. */
  readonly group: string;
  readonly region: string;
  readonly retentionDays: number;
}

export function logsFacts({
  spec,
  platform,
  environment,
  settings,
}: FactsInput<LogsSettings | undefined>): LogsPart | undefined {
  if (settings === undefined) return undefined;
  return {
    group: `/${platform.organisation}/${environment}/${spec.name}`,
    region: platform.aws.region,
    retentionDays: settings.retentionDays,
  };
}
