import { type AppFacts, type AppInEnvironment, byRank, type Json, type Registry } from '@goldenpath/extension';

/** A spec field, including all fields below it, and its effects. */
export interface SpecField {
  /** Such as `replicas`. Fields below it are included. */
  readonly path: string;
  readonly rank?: number | undefined;
  /** Whether the order of a list is significant. */
  readonly isOrdered: boolean;
  /** Returns the effect in an environment. `rest` is the remaining path, such as the name of a variable. */
  readonly inEnvironment?: (here: AppInEnvironment, app: AppFacts, rest: readonly string[]) => unknown;
  /** Returns the effect on what an application has once. */
  readonly once?: (app: AppFacts) => unknown;
}

/** Fields of every kind. */
const GENERAL: readonly SpecField[] = [
  { path: 'kind', rank: 10, isOrdered: false, inEnvironment: (_, { kind }) => kind, once: ({ kind }) => kind },
  {
    path: 'environments',
    rank: 20,
    isOrdered: false,
    once: ({ environments }) => environments.map(({ environment }) => environment),
  },
  { path: 'owner', rank: 500, isOrdered: false, inEnvironment: (_, { owner }) => owner, once: ({ owner }) => owner },
  {
    path: 'risk',
    rank: 510,
    isOrdered: false,
    inEnvironment: ({ stack }, { risk }) => stack && risk,
    once: ({ risk }) => risk,
  },
];

/** Returns the known fields, in the order of a review's reasons. */
export function specFields({ parts }: Pick<Registry, 'parts'>): SpecField[] {
  const ofParts = parts.flatMap((part) =>
    (part.review?.().fields ?? []).map(({ path, rank, isOrdered = false, inEnvironment, once }): SpecField => ({
      path,
      rank,
      isOrdered,
      ...(inEnvironment && { inEnvironment: (here, _, rest) => inEnvironment(part.factsOf(here), rest, here) }),
      ...(once && { once: (app) => once(part.onceOf(app), app) }),
    })),
  );
  return byRank(merged([...GENERAL, ...ofParts]));
}

/** If several parts read a field, the first value counts. */
function merged(fields: readonly SpecField[]): SpecField[] {
  const byPath = new Map<string, SpecField>();
  for (const field of fields) {
    const known = byPath.get(field.path);
    byPath.set(field.path, known === undefined ? field : both(known, field));
  }
  return [...byPath.values()];
}

function both(first: SpecField, second: SpecField): SpecField {
  const [inEnvironment, other] = [first.inEnvironment, second.inEnvironment];
  const [once, otherOnce] = [first.once, second.once];
  return {
    ...second,
    ...first,
    ...(inEnvironment &&
      other && { inEnvironment: (here, app, rest) => inEnvironment(here, app, rest) ?? other(here, app, rest) }),
    ...(once && otherOnce && { once: (app) => once(app) ?? otherOnce(app) }),
  };
}

/** Returns the field of a path: the one with the longest matching path. */
export function fieldAt<Field extends { readonly path: string }>(
  fields: readonly Field[],
  path: string,
): Field | undefined {
  return fields
    .filter((field) => path === field.path || path.startsWith(`${field.path}.`))
    .reduce<Field | undefined>(
      (longest, field) => (longest === undefined || field.path.length > longest.path.length ? field : longest),
      undefined,
    );
}

/** Returns a value of the facts as plain data. */
export function plain(value: unknown): Json {
  return (value ?? null) as Json;
}
