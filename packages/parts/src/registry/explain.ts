import { always, type Explain, type ExplanationTable, fromPlatform, fromSpec } from '@goldenpath/extension';

/** The registry's address: the platform's, or derived from its account and region. */
export const registryAddress: Explain = (context, path) =>
  (Object.hasOwn(Object(context.writtenPlatform ?? {}), 'registry')
    ? fromPlatform('registry', 'with `name`')
    : fromPlatform('aws.accountId', 'with `aws.region` and `name`'))(context, path);

const inAccount = fromPlatform('aws.accountId', 'with `name`');

export const group = 'Repository and registry';

export const once: ExplanationTable = {
  name: fromSpec('name'),
  arn: fromPlatform('aws.accountId', 'with `aws.region` and `name`'),
  url: registryAddress,
  encryption: fromSpec('risk', 'by risk'),
  keepImages: fromSpec('risk', 'by risk'),
  tagPrefixes: fromSpec('environments', 'in the reverse order of the platform'),
  isProtected: fromSpec('accept', 'unless the loss is accepted'),
  mutableTags: always('every other tag is immutable'),
  'pushRole.name': fromSpec('name', '`{name}-push`'),
  'pushRole.arn': inAccount,
  'pushRole.oidcProviderArn': fromPlatform('aws.accountId', "GitHub's tokens"),
  'pushRole.subjects': fromPlatform('organisation', 'with `name`, its branch, its environments and `github`'),
};
