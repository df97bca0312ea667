import { type FactsInput, podTrustOf, tokenTrustOf, type TrustedPreviews } from '@goldenpath/extension';
import { boundedName } from '../cloud/names';
import { grantedVariable, type IdentitySettings } from './settings';
import type { IdentityPart } from './types';

/** IAM takes no longer name of a role. */
const LONGEST_ROLE = 64;

/** The role that deploys may change roles with such names. */
const SUFFIX = '-pods';

/** Returns the identity of the pods in AWS; `undefined` when they may do nothing there. */
export function identityFacts(input: FactsInput<IdentitySettings>): IdentityPart | undefined {
  const { spec, platform, namespace, settings, in: environment } = input;
  const granted = settings.grants.flatMap(({ app, part, name, access }) => {
    const resource = input.shared(app, part, name);
    return resource === undefined ? [] : [{ app, access, resource }];
  });
  const permissions = [
    ...input.podPermissions(),
    ...granted.flatMap(({ access, resource }) => resource.access[access]),
    ...settings.permissions,
  ];
  if (permissions.length === 0) return undefined;
  const { aws } = environment;
  const name = `${boundedName(`${spec.name}-${environment.name}`, LONGEST_ROLE - SUFFIX.length)}${SUFFIX}`;
  const trust = input.isPreview ? tokenTrustOf(environment) : podTrustOf(environment, platform.kubernetes);
  const previews = previewsOf(input);
  return {
    serviceAccount: spec.name,
    namespace,
    role: { name, arn: `arn:${aws.partition}:iam::${aws.accountId}:role${aws.rolePath ?? '/'}${name}` },
    ...(trust !== undefined && { trust }),
    ...(trust !== undefined && previews !== undefined && { previews }),
    accountId: aws.accountId,
    region: aws.region,
    permissions,
    ...(granted.length > 0 && {
      grantedVariables: Object.fromEntries(
        granted.map(({ app, resource }) => [grantedVariable(app, resource.variable), resource.value]),
      ),
    }),
  };
}

/** Previews have the role of the environment, if the cluster has an issuer: EKS Pod Identity knows no patterns of namespaces. */
function previewsOf({ in: environment, previewNamespaces }: FactsInput<IdentitySettings>): TrustedPreviews | undefined {
  const trust = tokenTrustOf(environment);
  if (trust === undefined || previewNamespaces === undefined) return undefined;
  return { issuer: trust.issuer, providerArn: trust.providerArn, namespaces: previewNamespaces };
}
