import type { AnyPart, ExplanationTable, Registry } from '@goldenpath/extension';
import type { FactGroup } from './explained-fact';

/** Returns the explanations of all parts as one table, below each part's name. */
export function partTables(registry: Registry, kind: string, of: 'facts' | 'once'): ExplanationTable {
  const entries = registry.partsOf(kind).flatMap((part) => {
    const table = part.explain?.()[of] ?? {};
    return Object.entries(table).map(([path, explain]) => [`${part.name}.${path}`, explain] as const);
  });
  return Object.fromEntries(entries);
}

/** Returns the settings that only affect what an application has once. */
export function onceSettings(registry: Registry, kind: string): readonly string[] {
  return registry.partsOf(kind).flatMap((part) => part.explain?.().onceSettings ?? []);
}

const COMMON_GROUPS: Readonly<Record<string, FactGroup>> = {
  environment: 'Where it runs',
  namespace: 'Where it runs',
  uses: 'Network',
  stack: 'Terraform stacks',
  labels: 'Labels and tags',
  selector: 'Labels and tags',
  tags: 'Labels and tags',
};

/** Returns the group of a top-level fact: the group of its part, or `Identity`. */
export function groupOf(step: string, registry: Registry): FactGroup {
  const part = registry.part(step);
  return part === undefined ? (COMMON_GROUPS[step] ?? 'Identity') : groupOfPart(part);
}

/** Returns the group of a part's facts and settings. Without an explanation it is the part's description. */
export function groupOfPart(part: AnyPart): FactGroup {
  return part.explain?.().group ?? part.name;
}
