/** A platform file that a rule refuses, and the nearest one that it accepts. */
export interface RuleCase {
  readonly rule: string;
  readonly marks: string;
  /** The part of the good file that changes. */
  readonly replace: string;
  readonly bad: string;
  readonly good: string;
}

const IN_PROD = (aws: string, state = '') => `    aws: { ${aws} }\n${state}delivery:`;
const BUCKET = 'state: { type: s3, bucket: acme-states }\n';
const OTHER = 'accountId: "222222222222"';
const PROD = '  - name: prod\n';
const CLUSTERS = (mid: string, prod: string) =>
  `  - name: mid\n    logLevel: info\n    host: "{app}.mid.{domain}"\n    cluster: { name: ${mid} }\n${PROD}    cluster: { name: ${prod} }\n`;
const KEY = (region: string) => `kmsKeyId: "arn:aws:kms:${region}:123456789012:alias/states"`;

/** Rules of accounts, clusters and states: a bad platform file each, and the nearest good one. */
export const ACCOUNT_CASES: readonly RuleCase[] = [
  {
    rule: 'partition-of-another-region',
    replace: 'region: eu-west-2',
    bad: 'region: eu-west-2, partition: aws-cn',
    marks: 'aws-cn',
    good: 'region: cn-north-1, partition: aws-cn',
  },
  {
    rule: 'accounts-of-two-partitions',
    replace: 'delivery:',
    bad: IN_PROD(`region: cn-north-1`),
    marks: 'aws',
    good: IN_PROD('region: cn-north-1', 'registry: registry.example.org\n'),
  },
  {
    rule: 'arn-of-another-account',
    replace: 'delivery:',
    bad: IN_PROD(`${OTHER}, roles: { deploy: "arn:aws:iam::333333333333:role/deploy" }`),
    marks: 'arn:aws:iam::333333333333:role/deploy',
    good: IN_PROD(`${OTHER}, roles: { deploy: "arn:aws:iam::222222222222:role/deploy" }`),
  },
  {
    rule: 'arn-of-another-account',
    replace: 'delivery:',
    bad: IN_PROD('roles: { plan: "arn:aws-cn:iam::123456789012:role/plan" }'),
    marks: 'arn:aws-cn:iam::123456789012:role/plan',
    good: IN_PROD('roles: { plan: plan }'),
  },
  {
    rule: 'arn-of-another-account',
    replace: 'delivery:',
    bad: IN_PROD('permissionsBoundary: "arn:aws:iam::333333333333:policy/boundary"'),
    marks: 'arn:aws:iam::333333333333:policy/boundary',
    good: IN_PROD('permissionsBoundary: "arn:aws:iam::aws:policy/PowerUserAccess"'),
  },
  {
    rule: 'arn-of-another-account',
    replace: 'region: eu-west-2 }',
    bad: 'region: eu-west-2, roles: { plan: "arn:aws:iam::123456789012:role/plan" }, registry: { accountId: "333333333333" } }',
    marks: 'arn:aws:iam::123456789012:role/plan',
    good: 'region: eu-west-2, roles: { plan: plan }, registry: { accountId: "333333333333" } }',
  },
  {
    rule: 'key-of-another-region',
    replace: 'delivery:',
    bad: `state: { type: s3, bucket: acme-states, ${KEY('eu-west-1')} }\ndelivery:`,
    marks: 'arn:aws:kms:eu-west-1:123456789012:alias/states',
    good: `state: { type: s3, bucket: acme-states, region: eu-west-1, ${KEY('eu-west-1')} }\ndelivery:`,
  },
  {
    rule: 'key-of-another-region',
    replace: 'delivery:',
    bad: IN_PROD(`region: eu-west-1, state: { bucket: acme-prod, ${KEY('eu-west-2')} }`, BUCKET),
    marks: 'arn:aws:kms:eu-west-2:123456789012:alias/states',
    good: IN_PROD(`region: eu-west-1, state: { bucket: acme-prod, ${KEY('eu-west-1')} }`, BUCKET),
  },
  {
    rule: 'state-bucket-of-two-accounts',
    replace: 'delivery:',
    bad: IN_PROD(OTHER, BUCKET),
    marks: 'aws',
    good: IN_PROD(`${OTHER}, state: { bucket: acme-prod-states }`, BUCKET),
  },
  {
    rule: 'state-bucket-of-two-accounts',
    replace: 'delivery:',
    bad: IN_PROD(`${OTHER}, state: { bucket: acme-states }`, BUCKET),
    marks: 'acme-states',
    good: IN_PROD(OTHER, BUCKET.replace(' }', ', sharedByAccounts: true }')),
  },
  {
    rule: 'bucket-without-state',
    replace: 'delivery:',
    bad: IN_PROD('state: { bucket: acme-prod-states }'),
    marks: 'state',
    good: IN_PROD('state: { bucket: acme-prod-states }', BUCKET),
  },
  {
    rule: 'tag-taken',
    replace: 'region: eu-west-2 }',
    bad: 'region: eu-west-2, defaultTags: { Owner: sre } }',
    marks: 'Owner',
    good: 'region: eu-west-2, defaultTags: { cost-owner: sre } }',
  },
  {
    rule: 'tag-taken',
    replace: 'region: eu-west-2 }',
    bad: 'region: eu-west-2, defaultTags: { Team: sre, team: sre } }',
    marks: 'team',
    good: 'region: eu-west-2, defaultTags: { Team: sre, teams: sre } }',
  },
  {
    rule: 'registry-of-another-account',
    replace: 'region: eu-west-2 }',
    bad: 'region: eu-west-2, registry: { accountId: "333333333333" } }\nregistry: 123456789012.dkr.ecr.eu-west-2.amazonaws.com/acme',
    marks: '123456789012.dkr.ecr.eu-west-2.amazonaws.com/acme',
    good: 'region: eu-west-2, registry: { accountId: "333333333333" } }\nregistry: 333333333333.dkr.ecr.eu-west-2.amazonaws.com/acme',
  },
  {
    rule: 'cluster-of-two-environments',
    replace: PROD,
    bad: CLUSTERS('both', 'both'),
    marks: 'cluster',
    good: CLUSTERS('dev', 'prod'),
  },
  {
    rule: 'second-local-cluster',
    replace: PROD,
    bad: CLUSTERS('one, local: kind', 'two, local: kind'),
    marks: 'two',
    good: CLUSTERS('one, local: kind', 'two'),
  },
];
