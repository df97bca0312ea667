import type { PartChange, ReviewRule } from '@goldenpath/extension';
import type { SecretEntry, SecretFile, SecretsPart } from '../types';

/** A change for the rules about secrets. */
export type SecretsChange = PartChange<SecretsPart>;

/** A rule about secrets. */
export type SecretsRule = ReviewRule<SecretsPart, undefined, undefined>;

/** Returns the secrets of the pods, variables first. */
export function entriesOf(facts: SecretsPart | undefined): (SecretEntry | SecretFile)[] {
  return [...(facts?.variables?.entries ?? []), ...(facts?.files?.entries ?? [])];
}

/** Returns the paths of the secrets that the stack makes. */
export function createdIn(facts: SecretsPart | undefined): string[] {
  return (facts?.created ?? []).map(({ path }) => path);
}
