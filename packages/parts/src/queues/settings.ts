import { byDefault, type Layers } from '@goldenpath/extension';
import type { WrittenSnsSubscription } from './schema';

/** A queue with all defaults applied. */
export interface QueueSettings {
  readonly visibilityTimeoutSeconds: number;
  readonly maxReceives: number;
  readonly retentionDays: number;
  readonly fifo: boolean;
  readonly subscriptions: readonly WrittenSnsSubscription[];
}

/** The queues of an application by name. */
export type QueuesSettings = Readonly<Record<string, QueueSettings>>;

/** Returns the settings of queues. */
export function queuesSettings(layers: Layers): QueuesSettings {
  return Object.fromEntries(layers.generalKeys(['queues']).map((name) => [name, queueOf(layers, name)]));
}

function queueOf(layers: Layers, name: string): QueueSettings {
  return {
    visibilityTimeoutSeconds: layers.pick(['queues', name, 'visibilityTimeoutSeconds'], byDefault(30)),
    maxReceives: layers.pick(['queues', name, 'maxReceives'], byDefault(5)),
    retentionDays: layers.pick(['queues', name, 'retentionDays'], byDefault(4)),
    fifo: layers.pick(['queues', name, 'fifo'], byDefault(false)),
    subscriptions: layers.pick<readonly WrittenSnsSubscription[]>(['queues', name, 'subscriptions'], byDefault([])),
  };
}
