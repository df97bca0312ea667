/** A spec that is not written yet: the answers so far, which may be invalid. */
export type Candidate = Readonly<Record<string, unknown>>;

/** Returns the candidate with a field set. */
export function withField(candidate: Candidate, [first, ...rest]: readonly string[], value: unknown): Candidate {
  if (first === undefined) return candidate;
  if (rest.length === 0) return { ...candidate, [first]: value };
  const inner = candidate[first];
  const below = typeof inner === 'object' && inner !== null ? (inner as Candidate) : {};
  return { ...candidate, [first]: withField(below, rest, value) };
}

/** Returns the candidate without a field. */
export function withoutField(candidate: Candidate, [first, ...rest]: readonly string[]): Candidate {
  if (first === undefined || !Object.hasOwn(candidate, first)) return candidate;
  const { [first]: inner, ...others } = candidate;
  if (rest.length === 0) return others;
  if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return candidate;
  return { ...candidate, [first]: withoutField(inner as Candidate, rest) };
}
