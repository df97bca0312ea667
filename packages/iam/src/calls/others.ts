import { type DataSourceCalls, documentation, on, own, reference, type ResourceCalls } from './types';

const EC2 = reference('amazonec2');
const GROUP = 'arn:{partition}:ec2:{region}:{account}:security-group/*';
const RULE = 'arn:{partition}:ec2:{region}:{account}:security-group-rule/*';
const LOGS = reference('amazoncloudwatchlogs');
const LOG_GROUP = 'arn:{partition}:logs:{region}:{account}:log-group:{name}';

function groupRule(direction: 'Ingress' | 'Egress'): ResourceCalls {
  const type = `aws_vpc_security_group_${direction.toLowerCase()}_rule`;
  return {
    type,
    arn: RULE,
    create: [
      ...on(GROUP, 'ec2', `AuthorizeSecurityGroup${direction}`),
      ...own('ec2', `AuthorizeSecurityGroup${direction}`, 'CreateTags'),
    ],
    read: on('*', 'ec2', 'DescribeSecurityGroupRules'),
    update: [
      ...on(GROUP, 'ec2', 'ModifySecurityGroupRules'),
      ...own('ec2', 'CreateTags', 'DeleteTags', 'ModifySecurityGroupRules'),
    ],
    delete: on(GROUP, 'ec2', `RevokeSecurityGroup${direction}`),
    source: [documentation(type), EC2],
  };
}

/** Networks, logs and queues. */
export const OTHER_CALLS: readonly ResourceCalls[] = [
  {
    type: 'aws_security_group',
    arn: GROUP,
    create: [
      ...own(
        'ec2',
        'AuthorizeSecurityGroupEgress',
        'AuthorizeSecurityGroupIngress',
        'CreateSecurityGroup',
        'CreateTags',
        'RevokeSecurityGroupEgress',
      ),
      ...on('arn:{partition}:ec2:{region}:{account}:vpc/{vpc_id}', 'ec2', 'CreateSecurityGroup'),
    ],
    read: on('*', 'ec2', 'DescribeSecurityGroups'),
    update: own(
      'ec2',
      'AuthorizeSecurityGroupEgress',
      'AuthorizeSecurityGroupIngress',
      'CreateTags',
      'DeleteTags',
      'RevokeSecurityGroupEgress',
      'RevokeSecurityGroupIngress',
    ),
    delete: [...own('ec2', 'DeleteSecurityGroup'), ...on('*', 'ec2', 'DescribeNetworkInterfaces')],
    source: [documentation('aws_security_group'), EC2],
  },
  groupRule('Ingress'),
  groupRule('Egress'),
  {
    type: 'aws_cloudwatch_log_group',
    arn: LOG_GROUP,
    create: own('logs', 'CreateLogGroup', 'PutRetentionPolicy', 'TagResource'),
    read: [...on('*', 'logs', 'DescribeLogGroups'), ...own('logs', 'ListTagsForResource')],
    update: own('logs', 'DeleteRetentionPolicy', 'PutRetentionPolicy', 'TagResource', 'UntagResource'),
    delete: own('logs', 'DeleteLogGroup'),
    source: [documentation('aws_cloudwatch_log_group'), LOGS],
  },
];

/** Data sources of networks and of the caller. */
export const OTHER_DATA_CALLS: readonly DataSourceCalls[] = [
  { type: 'aws_security_group', arn: GROUP, read: on('*', 'ec2', 'DescribeSecurityGroups'), source: [EC2] },
  {
    type: 'aws_cloudwatch_log_groups',
    arn: '*',
    read: on('*', 'logs', 'DescribeLogGroups'),
    source: [reference('amazoncloudwatchlogs')],
  },
  {
    type: 'aws_caller_identity',
    arn: '*',
    // Every principal may ask who it is.
    read: [],
    source: ['https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html'],
  },
];
