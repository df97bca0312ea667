import type { AuroraCluster, DatabasePart } from './types';

/** Returns the capacity of an Aurora cluster for people: `0.5 to 8 ACU`. */
export function capacityText({ minCapacity, maxCapacity }: Pick<AuroraCluster, 'minCapacity' | 'maxCapacity'>): string {
  return `${minCapacity} to ${maxCapacity} ACU`;
}

/** Returns the size of a database for people: that of its instance, or the capacity of its cluster. */
export function sizeText({ size, instance }: Pick<DatabasePart, 'size' | 'instance'>): string {
  if (instance.mode === 'dedicated' && instance.aurora !== undefined) return capacityText(instance.aurora);
  return size ?? 'small';
}
