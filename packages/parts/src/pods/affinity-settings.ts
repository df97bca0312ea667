import type { Layers } from '@goldenpath/extension';
import type { WrittenPodAffinity, WrittenPodAntiAffinity } from './schema';

/** Another application that the pods run near. */
export interface AffinitySettings {
  readonly app: string;
  readonly topology: 'zone' | 'node';
}

/** Another application that the pods keep away from. */
export interface AntiAffinitySettings extends AffinitySettings {
  readonly required: boolean;
}

/** The lists of other applications, in the order of errors and explanations. */
export const AFFINITIES = ['affinity', 'antiAffinity'] as const;

export interface AffinitiesSettings {
  readonly affinity?: readonly AffinitySettings[];
  readonly antiAffinity?: readonly AntiAffinitySettings[];
}

/** Returns what a spec says about other applications. A list of an override replaces that of the spec, also with an empty one. */
export function affinitiesSettings(layers: Layers): AffinitiesSettings {
  const near = layers.tryPick<readonly WrittenPodAffinity[]>(['pod', 'affinity']) ?? [];
  const away = layers.tryPick<readonly WrittenPodAntiAffinity[]>(['pod', 'antiAffinity']) ?? [];
  return {
    ...(near.length > 0 && { affinity: near.map(({ app, topology = 'zone' }) => ({ app, topology })) }),
    ...(away.length > 0 && {
      antiAffinity: away.map(({ app, topology = 'node', required = false }) => ({ app, topology, required })),
    }),
  };
}
