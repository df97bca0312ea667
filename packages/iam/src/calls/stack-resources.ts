import type { UsedResource } from './calls-of';

type Blocks = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * Returns the resources and data sources of a stack in Terraform's JSON, sorted by type and name. References to attributes that the stack sets
 * are replaced by their values.
 */
export function resourcesOfStack(stack: Readonly<Record<string, unknown>>): UsedResource[] {
  return (['resource', 'data'] as const).flatMap((mode) =>
    entriesOf((stack[mode] ?? {}) as Blocks).flatMap(([type, byName]) =>
      entriesOf(byName as Blocks).map(([, attributes]) => ({ mode, type, attributes: resolved(attributes, stack) })),
    ),
  );
}

function entriesOf<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1));
}

const REFERENCE = /^\$\{(aws_\w+)\.([\w-]+)\.(\w+)\}$/;

function resolved(
  attributes: Readonly<Record<string, unknown>>,
  stack: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const all = (stack['resource'] ?? {}) as Readonly<Record<string, Blocks>>;
  const entries = Object.entries(attributes).map(([name, value]) => {
    const [, type = '', resource = '', attribute = ''] = REFERENCE.exec(typeof value === 'string' ? value : '') ?? [];
    return [name, all[type]?.[resource]?.[attribute] ?? value] as const;
  });
  return Object.fromEntries(entries);
}
