/** Values that a plan marks as sensitive somewhere. */
export type Secrets = ReadonlySet<string>;

/** One value, and what is marked in it: `true` where all of it is, or the same shape below. */
export interface MarkedValue {
  readonly value: unknown;
  readonly mark: unknown;
}

/** Shorter texts are too often part of others that tell nothing: `true`, `80`. */
const SHORTEST_SECRET = 6;

/**
 * All texts that are marked. Terraform forgets the mark of a value that a resource hands on, as `terraform_data` does
 * with its output: the same text is a secret wherever it turns up.
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

/** Whether one of the secrets is anywhere in a value. */
export function mentions(value: unknown, secrets: Secrets): boolean {
  if (typeof value === 'string') return [...secrets].some((secret) => value.includes(secret));
  return typeof value === 'object' && value !== null && Object.values(value).some((part) => mentions(part, secrets));
}

/** A text with every secret in it put out of sight. */
export function withoutSecrets(text: string, secrets: Secrets): string {
  return [...secrets].reduce((left, secret) => left.replaceAll(secret, '(sensitive)'), text);
}

function childOf(mark: unknown, key: string): unknown {
  if (typeof mark !== 'object' || mark === null || !Object.hasOwn(mark, key)) return false;
  return (mark as Record<string, unknown>)[key];
}
