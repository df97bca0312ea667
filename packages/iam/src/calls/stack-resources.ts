import type { UsedResource } from './calls-of';

type Blocks = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Returns the resources and data sources of a stack in Terraform's JSON, sorted by type and name. */
export function resourcesOfStack(stack: Readonly<Record<string, unknown>>): UsedResource[] {
  return (['resource', 'data'] as const).flatMap((mode) =>
    entriesOf((stack[mode] ?? {}) as Blocks).flatMap(([type, byName]) =>
      entriesOf(byName as Blocks).map(([, attributes]) => ({ mode, type, attributes })),
    ),
  );
}

function entriesOf<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1));
}
