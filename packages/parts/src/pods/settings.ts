import type { Layers, Toleration } from '@goldenpath/extension';
import { type AffinitiesSettings, affinitiesSettings } from './affinity-settings';

/** What the pods have beside their container. What is absent is as the product or the platform file says. */
export interface PodsSettings extends AffinitiesSettings {
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly Toleration[];
  readonly spread?: 'zones' | 'nodes';
  readonly priorityClassName?: string;
  readonly terminationGracePeriodSeconds?: number;
  readonly runAsGroup?: number;
  readonly fsGroup?: number;
}

const MAPS = ['labels', 'annotations', 'nodeSelector'] as const;
const VALUES = [
  'tolerations',
  'spread',
  'priorityClassName',
  'terminationGracePeriodSeconds',
  'runAsGroup',
  'fsGroup',
] as const;

/** Returns what a spec says about the pods; `undefined` when it says nothing. An override adds to a map, or replaces one of its entries. */
export function podsSettings(layers: Layers): PodsSettings | undefined {
  const maps = MAPS.map((field) => {
    const entries = layers.merge(['pod', field]);
    return [field, Object.keys(entries).length === 0 ? undefined : entries] as const;
  });
  const values = VALUES.map((field) => [field, layers.tryPick(['pod', field])] as const);
  const found = [...maps, ...values].filter(([, value]) => value !== undefined);
  const settings: PodsSettings = { ...Object.fromEntries(found), ...affinitiesSettings(layers) };
  return Object.keys(settings).length === 0 ? undefined : settings;
}
