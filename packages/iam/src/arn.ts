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
  const known: Attributes = { ...attributes, partition, region, account: accountId };
  return template.replaceAll(PLACEHOLDER, (_all, name: string) => {
    const value = known[name];
    return typeof value === 'string' && isKnown(value) ? plain(name, value) : missing(name);
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
