import { type Path, valueAt } from '@goldenpath/spec';

/** A spec that is not written yet: what was answered so far, checked or not. */
export type Candidate = Readonly<Record<string, unknown>>;

/** The candidate with one field more, or with another value of it. */
export function withField(candidate: Candidate, [first, ...rest]: readonly string[], value: unknown): Candidate {
  if (first === undefined) return candidate;
  if (rest.length === 0) return { ...candidate, [first]: value };
  const inner = candidate[first];
  const below = typeof inner === 'object' && inner !== null ? (inner as Candidate) : {};
  return { ...candidate, [first]: withField(below, rest, value) };
}

/** What was answered for a field; undefined where nothing was. */
export function answerOf(candidate: Candidate, path: Path): unknown {
  return valueAt(candidate, path);
}
