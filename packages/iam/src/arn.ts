/** The account and region that ARNs are in. */
export interface AccountScope {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
}

/** Values of attributes by their names in Terraform. */
export type Attributes = Readonly<Record<string, unknown>>;

const PLACEHOLDER = /\{(\w+)\}/g;

/**
 * Fills a template of an ARN.
 *
 * @param missing - The text for an attribute without a known value.
 */
export function fillArn(
  template: string,
  { partition, region, accountId }: AccountScope,
  attributes: Attributes,
  missing: (name: string) => string,
): string {
  const account: Readonly<Record<string, string>> = { partition, region, account: accountId };
  const known: Attributes = { ...attributes, ...account };
  return template.replaceAll(PLACEHOLDER, (_all, name: string) => {
    const value = known[name];
    if (typeof value !== 'string' || !isKnown(value)) return missing(name);
    // The value can be the template of an ARN.
    return value.startsWith('arn:{')
      ? value.replaceAll(PLACEHOLDER, (all, key: string) => account[key] ?? all)
      : plain(name, value);
  });
}

/** Terraform computes texts with references. */
function isKnown(value: string): boolean {
  return value !== '' && !/[$%]\{/.test(value);
}

/** The address of an identity provider has no scheme in its ARN. */
function plain(name: string, value: string): string {
  return name === 'url' ? value.replace(/^https:\/\//, '') : value;
}
