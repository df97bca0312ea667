import type { FactsInput, PodPermission, SharedResource, SharingInput } from '@goldenpath/extension';
import { boundedName, variableOf } from '../cloud/names';
import { resourcesOf } from '../cloud/resource';
import { RISK_POLICY } from '../risk';
import type { BucketsSettings } from './settings';
import type { BucketFacts, BucketsPart } from './types';

/** S3 takes no longer name of a bucket. */
const LONGEST_NAME = 63;

/**
 * Returns the buckets of an application. Names of buckets are unique in all of AWS: the account's number makes them so.
 */
export function bucketsFacts(input: FactsInput<BucketsSettings>): BucketsPart | undefined {
  const { spec, settings, environment, isProtected } = input;
  const { aws } = input.in;
  return resourcesOf(settings, (name, { versions, expireAfterDays }): BucketFacts => {
    const policy = RISK_POLICY[spec.risk];
    return {
      ...addressOf(name, { app: spec.name, environment, aws }),
      variable: bucketVariable(name),
      encryption: policy.registryEncryption === 'KMS' ? 'aws:kms' : 'AES256',
      ...(versions && { keepVersionsDays: policy.objectVersionDays }),
      ...(expireAfterDays !== undefined && { expireAfterDays }),
      isProtected: isProtected('bucket-loss'),
    };
  });
}

/** Returns the variable of a bucket: `reports` gives `REPORTS_BUCKET`. */
export function bucketVariable(name: string): string {
  return variableOf(name, 'BUCKET');
}

function addressOf(name: string, { app, environment, aws }: SharingInput): Pick<BucketFacts, 'resourceName' | 'arn'> {
  const { accountId, partition } = aws;
  const stem = boundedName(`${app}-${environment}-${name}`, LONGEST_NAME - accountId.length - 1);
  const resourceName = `${stem}-${accountId}`;
  return { resourceName, arn: `arn:${partition}:s3:::${resourceName}` };
}

/** Returns what the pods may do with their buckets: list, read, write and delete objects. */
export function bucketsPermissions(buckets: BucketsPart): readonly PodPermission[] {
  return accessTo(Object.values(buckets).map(({ arn }) => arn)).write;
}

/** Returns the buckets that others can read, or write to. */
export function sharedBuckets(
  settings: BucketsSettings,
  input: SharingInput,
): Readonly<Record<string, SharedResource>> {
  return Object.fromEntries(
    Object.keys(settings).map((name) => {
      const { resourceName, arn } = addressOf(name, input);
      return [name, { variable: bucketVariable(name), value: resourceName, access: accessTo([arn]) }];
    }),
  );
}

const READ = ['s3:GetObject'];
const WRITE = [
  's3:AbortMultipartUpload',
  's3:DeleteObject',
  's3:GetObject',
  's3:ListMultipartUploadParts',
  's3:PutObject',
];

function accessTo(arns: readonly string[]): SharedResource['access'] {
  const allow = (inBucket: readonly string[], onObjects: readonly string[]) => [
    { actions: inBucket, resources: arns },
    { actions: onObjects, resources: arns.map((arn) => `${arn}/*`) },
  ];
  return {
    read: allow(['s3:GetBucketLocation', 's3:ListBucket'], READ),
    write: allow(['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'], WRITE),
  };
}
