import { definePart } from '@goldenpath/extension';
import { awsNeeds } from '../cloud/development';
import { uniqueResourceNames, variableNames } from '../cloud/resource';
import { bucketsFacts, bucketsPermissions, bucketVariable, sharedBuckets } from './facts';
import fields from './fields.json';
import { bucketsSettings } from './settings';

/** Buckets in Amazon S3. */
export const buckets = definePart({
  name: 'buckets',
  description: 'Buckets in Amazon S3.',
  fields,
  settings: bucketsSettings,
  rules: () => require('./rules') as typeof import('./rules'),
  facts: bucketsFacts,
  variables: (facts) =>
    Object.fromEntries(Object.values(facts).map(({ variable, resourceName }) => [variable, resourceName])),
  reservedVariables: (settings) => variableNames(Object.keys(settings), bucketVariable, 'the bucket'),
  shared: sharedBuckets,
  podPermissions: bucketsPermissions,
  uniqueNames: (facts) => uniqueResourceNames('buckets', 'bucket', facts),
  developmentNeeds: awsNeeds('S3', 'bucket'),
  summary: (facts) => Object.keys(facts).map((name) => ({ key: 'bucket', text: `bucket ${name}` })),
  stackScopes: ['environment'],
  stacks: () => require('./stack') as typeof import('./stack'),
  permissions: () => (require('./permissions') as typeof import('./permissions')).permissions,
  holds: 'bucket-loss',
  scaffold: () => require('./scaffold') as typeof import('./scaffold'),
  explain: () => require('./explain') as typeof import('./explain'),
  review: () => (require('./review') as typeof import('./review')).review,
});
