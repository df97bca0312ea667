import { type Layers } from '@goldenpath/extension';
/** A queue in one environment, every default filled in. */
export interface QueueSettings {
  readonly name: string;
  readonly visibilityTimeoutSeconds: number;
  readonly maxReceives: number;
}
/** Reads the queue from a spec and its override. */
export declare function queueSettings(layers: Layers): QueueSettings;
