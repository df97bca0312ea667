import type { PodsSettings } from './settings';

/** What the pods have beside their container. */
export type PodsPart = PodsSettings;
