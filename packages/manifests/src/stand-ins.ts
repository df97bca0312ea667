import type { PodContribution } from '@goldenpath/extension';
import type { KubernetesObject } from '@goldenpath/kustomize';

/** Placeholder for the namespace while a part is rendered. */
export const NAMESPACE = 'qz-namespace-qz';
/** Placeholder for an image's tag before its first release. No object of a base contains it. */
export const TAG = 'qz-tag-qz';
const STAND_IN = /^qz-(?:namespace|annotation-\d+)-qz$/;
const PART_OF_STAND_IN = /qz-(?:namespace|annotation|tag)/i;

/** The value of each placeholder. */
export type StandIns = ReadonlyMap<string, string>;

/** The placeholders in a value: the value itself, or those below these keys. */
type Positions = string | ReadonlyMap<string | number, Positions>;

/** Objects with placeholders. */
export interface ObjectTemplate {
  readonly objects: readonly KubernetesObject[];
  /** The placeholders of each object; `undefined` if it has none. */
  readonly positions: readonly (Positions | undefined)[];
}

/** Replaces the values of pod annotations with placeholders. The values are checksums, which differ in each environment. */
export function podWithStandIns({ annotations, ...pod }: PodContribution): PodContribution {
  if (annotations === undefined) return pod;
  return {
    ...pod,
    annotations: Object.fromEntries(Object.keys(annotations).map((key, index) => [key, standIn(index)])),
  };
}

/** Returns the values of the placeholders in one environment. */
export function standInsOf(namespace: string, { annotations = {} }: PodContribution): StandIns {
  const values = Object.values(annotations).map((value, index) => [standIn(index), value] as const);
  return new Map([[NAMESPACE, namespace], ...values]);
}

function standIn(index: number): string {
  return `qz-annotation-${index}-qz`;
}

/** Returns the objects as a template, or `undefined` if a part changed a placeholder and so needs the real value. */
export function templateOf(objects: readonly KubernetesObject[]): ObjectTemplate | undefined {
  try {
    return { objects, positions: objects.map((object) => positionsIn(object)) };
  } catch (error) {
    if (error instanceof ChangedStandIn) return undefined;
    throw error;
  }
}

class ChangedStandIn extends Error {}

function positionsIn(value: unknown): Positions | undefined {
  if (typeof value === 'string') {
    if (!PART_OF_STAND_IN.test(value)) return undefined;
    if (STAND_IN.test(value)) return value;
    throw new ChangedStandIn();
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const positions = new Map<string | number, Positions>();
  const entries = Array.isArray(value) ? value.entries() : Object.entries(value);
  for (const [key, item] of entries) {
    if (typeof key === 'string' && PART_OF_STAND_IN.test(key)) throw new ChangedStandIn();
    const inside = positionsIn(item);
    if (inside !== undefined) positions.set(key, inside);
  }
  return positions.size === 0 ? undefined : positions;
}

/** Returns the objects with values in place of the placeholders. Objects without placeholders are shared, not copied. */
export function filled({ objects, positions }: ObjectTemplate, values: StandIns): KubernetesObject[] {
  return objects.map((object, index) => withValues(object, positions[index], values));
}

function withValues<Value>(value: Value, positions: Positions | undefined, values: StandIns): Value;
function withValues(value: unknown, positions: Positions | undefined, values: StandIns): unknown {
  if (positions === undefined) return value;
  if (typeof positions === 'string') return values.get(positions) ?? positions;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string | number, unknown>;
  for (const [key, inside] of positions) copy[key] = withValues(copy[key], inside, values);
  return copy;
}
