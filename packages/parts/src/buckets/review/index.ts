import { counted, type PartReview } from '@goldenpath/extension';
import { lossRule } from '../../cloud/loss';
import { PRICES } from '../../prices';
import type { BucketFacts, BucketsPart } from '../types';
import { objectsExpire } from './objects-expire';

/** A review needs an order of magnitude: what is in a bucket is not known. */
const PRICED_GB = 100;

/** The review of buckets. */
export const review: PartReview<BucketsPart> = {
  rules: [
    lossRule<BucketFacts>({
      id: 'bucket-loss',
      rank: 32,
      type: 'aws_s3_bucket',
      noun: 'bucket',
      nouns: 'buckets',
      consequence: 'is deleted, and AWS refuses that until every object in it is deleted',
      advice: 'Copy the objects that are still needed to another bucket before this is merged.',
    }),
    objectsExpire,
  ],
  priced: (buckets) =>
    Object.entries(buckets).map(([name, { resourceName }]) => ({
      slot: `bucket-${name}`,
      what: `the bucket ${resourceName}, ${PRICED_GB} GB`,
      price: PRICED_GB * PRICES.bucketPerGb,
    })),
  graph: (buckets) => ({
    nodes: Object.entries(buckets).map(([name, { resourceName, encryption, keepVersionsDays }]) => ({
      id: `bucket-${name}`,
      kind: 'bucket',
      name: resourceName,
      facts: [
        encryption,
        keepVersionsDays === undefined ? 'no old versions' : `old versions for ${counted(keepVersionsDays, 'day')}`,
      ],
      resources: { platform: false, types: ['aws_s3_bucket'] },
    })),
    links: Object.keys(buckets).map((name) => ({ from: 'workload', to: `bucket-${name}` })),
  }),
  graphRank: 52,
  fields: [{ path: 'buckets', rank: 370, inEnvironment: (buckets) => buckets }],
  replacedBy: { aws_s3_bucket: ['bucket', 'bucket_prefix', 'object_lock_enabled'] },
  policies: { aws_s3_bucket_policy: ['policy'] },
};
