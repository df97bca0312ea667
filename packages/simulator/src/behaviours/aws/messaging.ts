import type { Values } from '../../wire/values';
import type { Behaviour } from '../behaviour';
import { hex, text, uuid } from '../made-up';
import { arn, regional, regionOf } from './names';

/** Returns the problem of a name that does not end as SQS and SNS demand it of a FIFO queue or topic, and of no other. */
function fifoNameProblem(config: Values, flag: string) {
  const name = config['name'];
  if (typeof name !== 'string' || name.endsWith('.fifo') === (config[flag] === true)) return [];
  const detail = config[flag] === true ? 'The name must end with .fifo.' : 'Only FIFO names may end with .fifo.';
  return [{ summary: `invalid name: ${name}`, detail, path: ['name'] }];
}

const queue: Behaviour = {
  type: 'aws_sqs_queue',
  key: (values, scope) => regional(values, scope, text(values['name'])),
  taken: (values) =>
    `creating SQS Queue (${text(values['name'])}): QueueAlreadyExists: A queue already exists with the same name and a different value for an attribute`,
  computed: (values, scope) => {
    const name = text(values['name']);
    const url = `https://sqs.${regionOf(values, scope)}.amazonaws.com/${scope.accountId}/${name}`;
    return {
      id: url,
      url,
      arn: arn('sqs', values, scope, name),
      max_message_size: 1_048_576,
      kms_data_key_reuse_period_seconds: 300,
      sqs_managed_sse_enabled: true,
      policy: '',
      redrive_policy: '',
      redrive_allow_policy: '',
    };
  },
  validate: (config) => fifoNameProblem(config, 'fifo_queue'),
  json: ['policy', 'redrive_allow_policy', 'redrive_policy'],
};

const queuePolicy: Behaviour = {
  type: 'aws_sqs_queue_policy',
  key: (values) => text(values['queue_url']),
  adopts: true,
  computed: (values) => ({ id: text(values['queue_url']) }),
  references: [
    {
      attribute: 'queue_url',
      types: ['aws_sqs_queue'],
      by: 'url',
      missing: () => 'AWS.SimpleQueueService.NonExistentQueue: The specified queue does not exist.',
    },
  ],
  json: ['policy'],
};

/** SNS returns the topic of that name if there is one. */
const topic: Behaviour = {
  type: 'aws_sns_topic',
  key: (values, scope) => regional(values, scope, text(values['name'])),
  adopts: true,
  computed: (values, scope) => {
    const topicArn = arn('sns', values, scope, text(values['name']));
    return { id: topicArn, arn: topicArn, owner: scope.accountId, policy: '', beginning_archive_time: '' };
  },
  validate: (config) => fifoNameProblem(config, 'fifo_topic'),
  json: ['policy'],
};

const TOPIC = {
  types: ['aws_sns_topic'],
  by: 'arn',
  missing: () => 'NotFoundException: Topic does not exist',
} as const;

const topicPolicy: Behaviour = {
  type: 'aws_sns_topic_policy',
  key: (values) => text(values['arn']),
  adopts: true,
  computed: (values, scope) => ({ id: text(values['arn']), owner: scope.accountId }),
  references: [{ attribute: 'arn', ...TOPIC }],
  json: ['policy'],
};

const subscription: Behaviour = {
  type: 'aws_sns_topic_subscription',
  key: (values) => ['topic_arn', 'protocol', 'endpoint'].map((name) => text(values[name])).join(' '),
  adopts: true,
  computed: (values, scope, seed) => {
    const own = `${text(values['topic_arn'])}:${uuid(seed)}`;
    return {
      id: own,
      arn: own,
      owner_id: scope.accountId,
      confirmation_was_authenticated: true,
      pending_confirmation: false,
      filter_policy_scope: '',
    };
  },
  references: [{ attribute: 'topic_arn', ...TOPIC }],
  refuseCreate: (values) =>
    text(values['topic_arn']).endsWith('.fifo') && !text(values['endpoint']).endsWith('.fifo')
      ? 'InvalidParameter: Invalid parameter: Invalid parameter: Endpoint Reason: Please use FIFO SQS queue'
      : undefined,
};

const table: Behaviour = {
  type: 'aws_dynamodb_table',
  key: (values, scope) => regional(values, scope, text(values['name'])),
  taken: (values) =>
    `creating AWS DynamoDB Table (${text(values['name'])}): ResourceInUseException: Table already exists: ${text(values['name'])}`,
  computed: (values, scope) => ({
    id: text(values['name']),
    arn: arn('dynamodb', values, scope, `table/${text(values['name'])}`),
    read_capacity: 0,
    write_capacity: 0,
    stream_arn: '',
    stream_label: '',
    stream_view_type: '',
    range_key: '',
  }),
  refuseDelete: ({ values }) =>
    values['deletion_protection_enabled'] === true
      ? 'ValidationException: Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.'
      : undefined,
};

const podIdentity: Behaviour = {
  type: 'aws_eks_pod_identity_association',
  key: (values, scope) =>
    regional(
      values,
      scope,
      ['cluster_name', 'namespace', 'service_account'].map((name) => text(values[name])).join('/'),
    ),
  taken: (values) =>
    `ResourceInUseException: Association already exists: namespace ${text(values['namespace'])}, service account ${text(values['service_account'])}`,
  computed: (values, scope, seed) => {
    const id = `a-${hex(seed, 17)}`;
    return {
      id,
      association_id: id,
      association_arn: arn('eks', values, scope, `podidentityassociation/${text(values['cluster_name'])}/${id}`),
      external_id: '',
      disable_session_tags: false,
    };
  },
  references: [
    {
      attribute: 'role_arn',
      types: ['aws_iam_role'],
      by: 'arn',
      missing: (name) => `InvalidParameterException: Role provided in the request does not exist: ${name}`,
    },
  ],
};

/** Queues, topics, tables, and the identity of pods. */
export const MESSAGING: readonly Behaviour[] = [
  queue,
  queuePolicy,
  topic,
  topicPolicy,
  subscription,
  table,
  podIdentity,
];
