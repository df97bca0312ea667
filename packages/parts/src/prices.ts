import { PRICE_BASIS } from '@goldenpath/extension';

/**
 * Prices on the basis of `PRICE_BASIS`.
 *
 * Excluded: pods and nodes, backups beyond the size of the database, snapshots, traffic, requests, logs and enhanced monitoring, images,
 * storage added by autoscaling, and storage and requests of Aurora clusters. Keys are AWS-managed and free of charge.
 */
export const PRICES = {
  hoursPerMonth: PRICE_BASIS.hoursPerMonth,
  /** An RDS instance for PostgreSQL in one availability zone, per hour. */
  instancePerHour: {
    'db.t3.micro': 0.018,
    'db.t3.small': 0.036,
    'db.t3.medium': 0.072,
    'db.r6g.large': 0.225,
  } as Readonly<Record<string, number>>,
  /** Virtual CPUs of an instance, by which extended support is billed. */
  instanceCpus: {
    'db.t3.micro': 2,
    'db.t3.small': 2,
    'db.t3.medium': 2,
    'db.r6g.large': 2,
  } as Readonly<Record<string, number>>,
  /** Extended support of RDS for PostgreSQL in its first two years, per virtual CPU and hour. It doubles in the third. */
  extendedSupportPerCpuHour: 0.1,
  /** gp3 storage of an RDS instance in one availability zone, per GB and month. */
  databaseStoragePerGb: 0.115,
  /**
   * A capacity unit of Aurora Serverless v2 in the configuration Standard, per hour: $0.12 in us-east-1, as in the calculator that AWS
   * publishes (`_STATIC_ACU_PRICE_STANDARD` in `acu_calculator.py`, of 2026-03-28).
   *
   * @see https://aws.amazon.com/rds/aurora/pricing/
   * @see https://github.com/aws/agent-toolkit-for-aws
   */
  auroraUnitPerHour: 0.12,
  /**
   * Extended support of an Aurora cluster in its first two years, per capacity unit and hour. An assumption: others report $0.085 for us-east-1
   * and $0.17 in the third year (cloudyali.io), and it was not compared with the price list of AWS.
   */
  extendedSupportPerUnitHour: 0.085,
  /** A standby in a second availability zone doubles both. */
  multiAzFactor: 2,
  /** A secret in Secrets Manager, per month. */
  secret: 0.4,
  /** A gp3 volume of EBS, per GiB and month. */
  volumePerGb: 0.08,
  /** Standard storage of EFS, per GiB and month. */
  sharedVolumePerGb: 0.3,
  /** Standard storage of S3, per GB and month. */
  bucketPerGb: 0.023,
  /** A million requests to a queue of SQS. */
  queuePerMillion: 0.4,
  fifoQueuePerMillion: 0.5,
  /** A million requests to a topic of SNS. */
  topicPerMillion: 0.5,
  /** A million requests to a table of DynamoDB, on demand. */
  tableReadsPerMillion: 0.125,
  tableWritesPerMillion: 0.625,
  /** A node of ElastiCache for Valkey, per hour. */
  cacheNodePerHour: {
    'cache.t4g.micro': 0.0128,
    'cache.t4g.medium': 0.052,
    'cache.r7g.large': 0.1752,
  } as Readonly<Record<string, number>>,
} as const;
