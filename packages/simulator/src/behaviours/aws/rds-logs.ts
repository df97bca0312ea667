import type { Values } from '../../wire/values';
import type { Change } from '../behaviour';
import { text, texts } from '../made-up';
import { arn, regional, regionOf } from './names';

const GROUP = 'aws_cloudwatch_log_group';

/** Creates the log groups that an instance exports to, as RDS does where they do not exist. Their logs are kept for ever. */
export function exportLogs(values: Values, { account, scope }: Change): void {
  for (const log of texts(values['enabled_cloudwatch_logs_exports'])) {
    const name = `/aws/rds/${sourceOf(values)}/${log}`;
    const key = regional(values, scope, name);
    if (account.get(GROUP, key) !== undefined) continue;
    const made: Values = {
      id: name,
      name,
      name_prefix: '',
      arn: arn('logs', values, scope, `log-group:${name}`),
      region: regionOf(values, scope),
      log_group_class: 'STANDARD',
      retention_in_days: 0,
      kms_key_id: '',
      deletion_protection_enabled: false,
      tags: {},
      tags_all: {},
    };
    account.put({ type: GROUP, key, values: made });
  }
}

function sourceOf(values: Values): string {
  const cluster = text(values['cluster_identifier']);
  return cluster === '' ? `instance/${text(values['identifier'])}` : `cluster/${cluster}`;
}
