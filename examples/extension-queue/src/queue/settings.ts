import { byDefault, type Layers } from '@goldenpath/extension';

/** A queue in one environment, every default filled in. */
export interface QueueSettings {
  readonly name: string;
  readonly visibilityTimeoutSeconds: number;
  readonly maxReceives: number;
}

/** Reads the queue from a spec and its override. */
export function queueSettings(layers: Layers): QueueSettings {
  return {
    // The schema requires it.
    name: layers.pick(['queue', 'name'], byDefault('')),
    visibilityTimeoutSeconds: layers.pick(['queue', 'visibilityTimeoutSeconds'], byDefault(30)),
    maxReceives: layers.pick(['queue', 'maxReceives'], byDefault(5)),
  };
}
