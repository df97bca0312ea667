/** Values that a plan marks as sensitive anywhere. */
export type Secrets = ReadonlySet<string>;

/** A value with its marks: `true` marks the whole value, an object marks parts of it. */
export interface MarkedValue {
  readonly value: unknown;
  readonly mark: unknown;
}

/** Shorter texts, such as `true` or `80`, are too often part of harmless ones. */
const SHORTEST_SECRET = 6;

/**
 * Returns all texts that are marked as sensitive. Terraform loses the mark when a resource passes a value on, as `terraform_data` does with
 * its output. Therefore the same text counts as secret everywhere.
 */
export function secretsIn(values: readonly MarkedValue[]): Secrets {
  const secrets = new Set<string>();
  const collect = (value: unknown, mark: unknown): void => {
    if (typeof value === 'string' && mark === true && value.length >= SHORTEST_SECRET) secrets.add(value);
    if (typeof value !== 'object' || value === null) return;
    for (const [key, part] of Object.entries(value)) collect(part, mark === true || childOf(mark, key));
  };
  for (const { value, mark } of values) collect(value, mark);
  return secrets;
}

/** Returns whether a value contains one of the secrets. */
export function mentions(value: unknown, secrets: Secrets): boolean {
  if (typeof value === 'string') return [...secrets].some((secret) => value.includes(secret));
  return typeof value === 'object' && value !== null && Object.values(value).some((part) => mentions(part, secrets));
}

/** Replaces every secret in a text. */
export function withoutSecrets(text: string, secrets: Secrets): string {
  return [...secrets].reduce((left, secret) => left.replaceAll(secret, '(sensitive)'), text);
}

function childOf(mark: unknown, key: string): unknown {
  if (typeof mark !== 'object' || mark === null || !Object.hasOwn(mark, key)) return false;
  return (mark as Record<string, unknown>)[key];
}
