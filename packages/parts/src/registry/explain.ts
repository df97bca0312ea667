import { always, type Explain, type ExplanationTable, fromPlatform, fromSpec } from '@goldenpath/extension';

/** The registry's address: the platform's, or derived from its account and region. */
export const registryAddress: Explain = (context, path) =>
  (Object.hasOwn(Object(context.writtenPlatform ?? {}), 'registry')
    ? fromPlatform('registry', 'with `name`')
    : ofAccount('with the region and `name`'))(context, path);

/** From the account of the registries: its own, or the platform's. */
export function ofAccount(because: string): Explain {
  return (context, path) => {
    const { aws } = Object(context.writtenPlatform ?? {}) as { aws?: object };
    const hasOwn = aws !== undefined && Object.hasOwn(aws, 'registry');
    return fromPlatform(hasOwn ? 'aws.registry.accountId' : 'aws.accountId', because)(context, path);
  };
}

const inAccount = ofAccount('with `name`');

export const group = 'Repository and registry';

export const once: ExplanationTable = {
  name: fromSpec('name'),
  arn: ofAccount('with the region and `name`'),
  url: registryAddress,
  encryption: fromSpec('risk', 'by risk'),
  keepImages: fromSpec('risk', 'by risk'),
  tagPrefixes: fromSpec('environments', 'in the reverse order of the platform'),
  pullAccounts: fromPlatform('environments', 'the accounts of its environments'),
  isProtected: fromSpec('accept', 'unless the loss is accepted'),
  mutableTags: always('every other tag is immutable'),
  'pushRole.name': fromSpec('name', '`{name}-push`'),
  'pushRole.arn': inAccount,
  'pushRole.oidcProviderArn': ofAccount("GitHub's tokens"),
  'pushRole.subjects': fromPlatform('organisation', 'with `name`, its branch, its environments and `github`'),
  'pushRole.workflow': fromPlatform('delivery.workflow', 'with its ref in full'),
};
