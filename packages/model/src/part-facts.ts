import type { AnyPart } from '@goldenpath/extension';

type FactsOf = (part: string) => unknown;

/**
 * The facts of parts by their names, in the order of the parts; a part without facts is left out. Facts are resolved when
 * they are first asked for, so that the order of parts does not matter to those that need others.
 *
 * @param resolve - Resolves one part. `needed` reads the facts of the parts that it names in `needs`, `any` those of any part.
 * @throws Error where a part reads what it does not name in `needs`, or where parts need each other: a bug of the part.
 */
export function partFacts(
  parts: readonly AnyPart[],
  resolve: (part: AnyPart, needed: FactsOf, any: FactsOf) => unknown,
): Readonly<Record<string, unknown>> {
  const byName = new Map(parts.map((part) => [part.name, part]));
  const done = new Map<string, unknown>();
  const resolving = new Set<string>();

  function factsOf(name: string): unknown {
    const part = byName.get(name);
    if (part === undefined || done.has(name)) return done.get(name);
    if (resolving.has(name)) throw new Error(`The facts of the part ${name} need themselves.`);
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
    throw new Error(`The part ${part.name} reads the facts of ${other} but does not name it in \`needs\`.`);
  }

  const entries = parts.map(({ name }) => [name, factsOf(name)] as const);
  return Object.fromEntries(entries.filter(([, facts]) => facts !== undefined));
}
