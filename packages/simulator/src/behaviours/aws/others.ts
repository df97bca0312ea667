import type { Behaviour } from '../behaviour';
import { hex, text, uuid } from '../made-up';
import { arn, regional, regionOf } from './names';

const kmsKey: Behaviour = {
  type: 'aws_kms_key',
  computed: (values, scope, seed) => {
    const id = values['multi_region'] === true ? `mrk-${hex(seed, 32)}` : uuid(seed);
    return {
      id,
      key_id: id,
      arn: arn('kms', values, scope, `key/${id}`),
      rotation_period_in_days: 0,
      policy: '',
      description: '',
    };
  },
  json: ['policy'],
};

const kmsAlias: Behaviour = {
  type: 'aws_kms_alias',
  key: (values, scope) => regional(values, scope, text(values['name'])),
  taken: (values) => `AlreadyExistsException: An alias with the name ${text(values['name'])} already exists`,
  computed: (values, scope) => ({
    id: text(values['name']),
    arn: arn('kms', values, scope, text(values['name'])),
    target_key_arn: text(values['target_key_id']).startsWith('arn:')
      ? text(values['target_key_id'])
      : arn('kms', values, scope, `key/${text(values['target_key_id'])}`),
  }),
};

const bucket: Behaviour = {
  type: 'aws_s3_bucket',
  key: (values) => text(values['bucket']),
  taken: (values) =>
    `creating S3 Bucket (${text(values['bucket'])}): BucketAlreadyExists: The requested bucket name is not available.`,
  computed: (values, scope) => {
    const name = text(values['bucket']);
    return {
      id: name,
      arn: `arn:${scope.partition}:s3:::${name}`,
      bucket_region: regionOf(values, scope),
      bucket_domain_name: `${name}.s3.amazonaws.com`,
      bucket_regional_domain_name: `${name}.s3.${regionOf(values, scope)}.amazonaws.com`,
    };
  },
};

const logGroup: Behaviour = {
  type: 'aws_cloudwatch_log_group',
  key: (values, scope) => regional(values, scope, text(values['name'])),
  taken: (values) => `ResourceAlreadyExistsException: The specified log group already exists: ${text(values['name'])}`,
  computed: (values, scope) => ({
    id: text(values['name']),
    arn: arn('logs', values, scope, `log-group:${text(values['name'])}`),
    log_group_class: 'STANDARD',
  }),
  refuseDelete: ({ values }) =>
    values['deletion_protection_enabled'] === true
      ? `ValidationException: log group ${text(values['name'])} is protected from deletion`
      : undefined,
};

const metricAlarm: Behaviour = {
  type: 'aws_cloudwatch_metric_alarm',
  key: (values, scope) => regional(values, scope, text(values['alarm_name'])),
  adopts: true,
  computed: (values, scope) => ({
    id: text(values['alarm_name']),
    arn: arn('cloudwatch', values, scope, `alarm:${text(values['alarm_name'])}`),
  }),
};

const parameter: Behaviour = {
  type: 'aws_ssm_parameter',
  key: (values, scope) => regional(values, scope, text(values['name'])),
  taken: () =>
    'ParameterAlreadyExists: The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
  computed: (values, scope) => ({
    id: text(values['name']),
    arn: arn('ssm', values, scope, `parameter/${text(values['name']).replace(/^\//, '')}`),
    data_type: 'text',
    tier: 'Standard',
    version: 1,
    value: '',
    insecure_value: '',
  }),
  replaces: (prior, planned) => (prior['tier'] === 'Advanced' && planned['tier'] === 'Standard' ? ['tier'] : []),
  afterWrite: (object, _change, config) => {
    const content = text(config['value_wo']);
    return content === '' ? object : { ...object, vault: { value: content } };
  },
};

/** Keys, buckets, logs, alarms and parameters. */
export const OTHERS: readonly Behaviour[] = [kmsKey, kmsAlias, bucket, logGroup, metricAlarm, parameter];
