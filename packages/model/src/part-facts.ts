import type { AnyPart } from '@goldenpath/extension';

type FactsOf = (part: string) => unknown;

/**
 * Returns the facts of parts by name, in the order of the parts, without parts that have none. Facts are resolved on first access, so that
 * parts can need others in any order.
 *
 * @param resolve - Resolves one part. `needed` reads the facts of parts in its `needs`, `any` those of any part.
 * @throws Error when a part reads facts that are not in its `needs`, or when parts need each other. Both are bugs of the part.
 */
export function partFacts(
  parts: readonly AnyPart[],
  resolve: (part: AnyPart, needed: FactsOf, any: FactsOf) => unknown,
): Readonly<Record<string, unknown>> {
  const byName = partsByName(parts);
  const done = new Map<string, unknown>();
  const resolving = new Set<string>();

  function factsOf(name: string): unknown {
    const part = byName.get(name);
    if (part === undefined || done.has(name)) return done.get(name);
    if (resolving.has(name)) throw new Error(`The facts of the part ${name} depend on themselves.`);
    resolving.add(name);
    done.set(
      name,
      resolve(part, (other) => needed(part, other), factsOf),
    );
    resolving.delete(name);
    return done.get(name);
  }

  function needed(part: AnyPart, other: string): unknown {
    if (part.needs?.includes(other) === true) return factsOf(other);
    throw new Error(`The part ${part.name} reads the facts of ${other} but does not list it in \`needs\`.`);
  }

  const all: Record<string, unknown> = {};
  for (const { name } of parts) {
    const facts = factsOf(name);
    if (facts !== undefined) all[name] = facts;
  }
  return all;
}

/** By the parts of a kind, which are the same list for all its applications. */
const named = new WeakMap<readonly AnyPart[], ReadonlyMap<string, AnyPart>>();

function partsByName(parts: readonly AnyPart[]): ReadonlyMap<string, AnyPart> {
  const known = named.get(parts) ?? new Map(parts.map((part) => [part.name, part]));
  named.set(parts, known);
  return known;
}
