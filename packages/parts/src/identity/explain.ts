import {
  always,
  type Explain,
  type ExplanationTable,
  fromEnvironment,
  fromPlatform,
  fromSetting,
  fromSpec,
} from '@goldenpath/extension';

export const group = 'Identity in AWS';

const ofPlatform: Explain = fromPlatform('kubernetes.podIdentity', 'or EKS Pod Identity');
const account: Explain = fromPlatform('aws.accountId', 'or the account of the environment');

export const facts: ExplanationTable = {
  serviceAccount: fromSpec('name'),
  namespace: fromPlatform('kubernetes.namespace'),
  'role.name': fromSpec('name', '`{name}-{environment}-pods`'),
  'role.arn': account,
  'trust.type': ofPlatform,
  'trust.cluster': fromEnvironment('cluster.name'),
  'trust.issuer': fromEnvironment('cluster.oidcIssuer'),
  'trust.providerArn': fromEnvironment('cluster.oidcIssuer', 'with the account'),
  'previews.issuer': fromEnvironment('cluster.oidcIssuer'),
  'previews.providerArn': fromEnvironment('cluster.oidcIssuer', 'with the account'),
  'previews.namespaces': fromSpec('preview', 'the namespaces of its previews'),
  accountId: account,
  region: fromPlatform('aws.region', 'or the region of the environment'),
  permissions: always('what the resources of the application need, with `grants` and `permissions` of the spec'),
  grantedVariables: fromSetting('grants', 'the resources of other applications'),
};
