import { byRank, type AppInEnvironment, type Registry } from '@goldenpath/extension';

/** A property of an application that its dependents rely on. */
export interface Dependency {
  /** Its name in reasons; `undefined` when it is not mentioned. */
  readonly name: string | undefined;
  readonly rank: number | undefined;
  readonly read: (used: AppInEnvironment) => unknown;
}

/** Returns what dependents rely on: the namespace, and what the parts declare. */
export function dependencies({ parts }: Pick<Registry, 'parts'>): Dependency[] {
  const ofParts = parts.flatMap((part) =>
    (part.review?.().dependedOn ?? []).map(({ name, rank, read }): Dependency => ({
      name,
      rank,
      read: (used) => {
        const facts: unknown = part.factsOf(used);
        return facts === undefined ? undefined : read(facts);
      },
    })),
  );
  return byRank([{ name: 'namespace', rank: 20, read: ({ namespace }) => namespace }, ...ofParts]);
}
