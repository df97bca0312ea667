import { mentions, type Secrets } from './secrets';
import type { AttributeChange, Json } from './stack-plan';
import { stepText } from './path-text';

/** A value before and after, with the marks that Terraform sets: `true` marks the whole value, an object marks parts of it. */
export interface MarkedChange {
  readonly before: unknown;
  readonly after: unknown;
  readonly unknown: unknown;
  readonly beforeSensitive: unknown;
  readonly afterSensitive: unknown;
}

/** Returns the innermost attributes that differ, in order of their paths. Sensitive ones have no values. */
export function attributeChanges(change: MarkedChange, secrets: Secrets = new Set()): AttributeChange[] {
  return below(change, '')
    .map((attribute) => (mentions([attribute.before, attribute.after], secrets) ? hidden(attribute) : attribute))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function below(change: MarkedChange, path: string): AttributeChange[] {
  const { before, after, unknown, beforeSensitive, afterSensitive } = change;
  if (beforeSensitive === true || afterSensitive === true) {
    const isMarkedAnew = beforeSensitive !== afterSensitive && (before ?? null) !== null && (after ?? null) !== null;
    const differs = containsTrue(unknown) || !isSame(before, after) || isMarkedAnew;
    return differs ? [{ path, before: null, after: null, sensitive: true, unknown: containsTrue(unknown) }] : [];
  }
  if (unknown === true) return unknownChange(change, path);
  const keys = keysOf(change);
  if (keys !== undefined) return keys.flatMap((key) => below(childOf(change, key), path + stepText(key, path)));
  if (isSame(before, after)) return [];
  const attribute = { path, before: jsonOf(before), after: jsonOf(after), sensitive: false, unknown: false };
  return [containsTrue(beforeSensitive) || containsTrue(afterSensitive) ? hidden(attribute) : attribute];
}

function hidden(attribute: AttributeChange): AttributeChange {
  return { ...attribute, before: null, after: null, sensitive: true };
}

/** The new value is unknown, so everything may change. Parts of the old value can be secret. */
function unknownChange({ before, beforeSensitive }: MarkedChange, path: string): AttributeChange[] {
  const sensitive = containsTrue(beforeSensitive);
  return [{ path, before: sensitive ? null : jsonOf(before), after: null, sensitive, unknown: true }];
}

/** Returns the keys of the nested values to compare; undefined when the value is compared as a whole. */
function keysOf({
  before,
  after,
  unknown,
  beforeSensitive,
  afterSensitive,
}: MarkedChange): (string | number)[] | undefined {
  const values = [before, after];
  const marks = [unknown, beforeSensitive, afterSensitive];
  const containers = values.filter((value) => typeof value === 'object' && value !== null);
  if (containers.length === 0) return marks.some(isContainer) ? keysIn(marks.filter(isContainer)) : undefined;
  if (values.some((value) => value !== undefined && value !== null && typeof value !== 'object')) return undefined;
  const keys = keysIn([...containers, ...marks.filter(isContainer)]);
  // An empty list or map is compared as a whole: it has no keys that could differ.
  return containers.every((value) => Object.keys(value as object).length === 0) && keys.length === 0 ? undefined : keys;
}

function keysIn(containers: readonly unknown[]): (string | number)[] {
  const keys = new Set<string | number>();
  for (const container of containers) {
    const isList = Array.isArray(container);
    for (const key of Object.keys(container as object)) keys.add(isList ? Number(key) : key);
  }
  return [...keys];
}

function childOf(change: MarkedChange, key: string | number): MarkedChange {
  return {
    before: at(change.before, key),
    after: at(change.after, key),
    unknown: at(change.unknown, key),
    beforeSensitive: at(change.beforeSensitive, key),
    afterSensitive: at(change.afterSensitive, key),
  };
}

function at(value: unknown, key: string | number): unknown {
  if (!isContainer(value)) return undefined;
  return Object.hasOwn(value, key) ? (value as Record<string | number, unknown>)[key] : undefined;
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function containsTrue(mark: unknown): boolean {
  return mark === true || (isContainer(mark) && Object.values(mark).some(containsTrue));
}

/** Terraform treats an absent value like null. */
function isSame(before: unknown, after: unknown): boolean {
  return JSON.stringify(before ?? null) === JSON.stringify(after ?? null);
}

function jsonOf(value: unknown): Json {
  return (value ?? null) as Json;
}
