import { definePart } from '@goldenpath/extension';
import { identityFacts } from './facts';
import fields from './fields.json';
import { grantedResources, identitySettings } from './settings';

/** The identity of the pods in AWS: an IAM role with what the parts of the application need. */
export const identity = definePart({
  name: 'identity',
  description: 'The identity of the pods in AWS: an IAM role with what the parts of the application need.',
  fields,
  settings: identitySettings,
  rules: () => require('./rules') as typeof import('./rules'),
  facts: identityFacts,
  variables: ({ region, grantedVariables }) => ({ AWS_REGION: region, ...grantedVariables }),
  references: grantedResources,
  stackScopes: ['environment'],
  charts: () => require('./charts') as typeof import('./charts'),
  stacks: () => require('./stack') as typeof import('./stack'),
  permissions: () => (require('./permissions') as typeof import('./permissions')).permissions,
  scaffold: () => require('./scaffold') as typeof import('./scaffold'),
  explain: () => require('./explain') as typeof import('./explain'),
  review: () => (require('./review') as typeof import('./review')).review,
});
