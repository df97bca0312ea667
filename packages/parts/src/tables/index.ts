import { definePart } from '@goldenpath/extension';
import { awsNeeds } from '../cloud/development';
import { uniqueResourceNames, variableNames } from '../cloud/resource';
import { sharedTables, tablesFacts, tablesPermissions, tableVariable } from './facts';
import fields from './fields.json';
import { tablesSettings } from './settings';

/** Tables in Amazon DynamoDB. */
export const tables = definePart({
  name: 'tables',
  description: 'Tables in Amazon DynamoDB.',
  fields,
  settings: tablesSettings,
  rules: () => require('./rules') as typeof import('./rules'),
  facts: tablesFacts,
  variables: (facts) => Object.fromEntries(Object.values(facts).map((each) => [each.variable, each.resourceName])),
  reservedVariables: (settings) => variableNames(Object.keys(settings), tableVariable, 'the table'),
  shared: sharedTables,
  podPermissions: tablesPermissions,
  uniqueNames: (facts) => uniqueResourceNames('tables', 'table', facts),
  developmentNeeds: awsNeeds('DYNAMODB', 'table'),
  summary: (facts) => Object.keys(facts).map((name) => ({ key: 'table', text: `table ${name}` })),
  stackScopes: ['environment'],
  stacks: () => require('./stack') as typeof import('./stack'),
  permissions: () => (require('./permissions') as typeof import('./permissions')).permissions,
  holds: 'table-loss',
  scaffold: () => require('./scaffold') as typeof import('./scaffold'),
  explain: () => require('./explain') as typeof import('./explain'),
  review: () => (require('./review') as typeof import('./review')).review,
});
