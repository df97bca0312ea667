import { byDefault, type Layers } from '@goldenpath/extension';

/** A topic with all defaults applied. */
export interface TopicSettings {
  readonly fifo: boolean;
}

/** The topics of an application by name. */
export type TopicsSettings = Readonly<Record<string, TopicSettings>>;

/** Returns the settings of topics. */
export function topicsSettings(layers: Layers): TopicsSettings {
  return Object.fromEntries(
    layers
      .generalKeys(['topics'])
      .map((name) => [name, { fifo: layers.pick(['topics', name, 'fifo'], byDefault(false)) }]),
  );
}
