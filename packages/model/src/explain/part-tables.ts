import type { AnyPart, ExplanationTable, Registry } from '@goldenpath/extension';
import type { FactGroup } from './explained-fact';

/** The explanations of all parts as one table, below the name of each part. */
export function partTables(registry: Registry, kind: string, of: 'facts' | 'once'): ExplanationTable {
  const entries = registry.partsOf(kind).flatMap((part) => {
    const table = part.explain?.()[of] ?? {};
    return Object.entries(table).map(([path, explain]) => [`${part.name}.${path}`, explain] as const);
  });
  return Object.fromEntries(entries);
}

/** Settings that only matter to what an application has once. */
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

/** The group of what stands at a first step of an application's facts: of its part, or `Identity`. */
export function groupOf(step: string, registry: Registry): FactGroup {
  const part = registry.part(step);
  return part === undefined ? (COMMON_GROUPS[step] ?? 'Identity') : groupOfPart(part);
}

/** The group of a part's facts and settings: its description where it does not say. */
export function groupOfPart(part: AnyPart): FactGroup {
  return part.explain?.().group ?? part.name;
}
