import { byRank, type AppInEnvironment, type Registry } from '@goldenpath/extension';

/** Something of an application that those which use it depend on. */
export interface Dependency {
  /** What it is called in reasons; `undefined` where it is in none. */
  readonly name: string | undefined;
  readonly rank: number | undefined;
  readonly read: (used: AppInEnvironment) => unknown;
}

/** What applications that use one depend on: its namespace, and what its parts say. */
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
