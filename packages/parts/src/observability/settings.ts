import { byDefault, type Layers, type MetricsMode } from '@goldenpath/extension';

/** How an application is observed. What is `undefined` is that of the platform. */
export interface ObservabilitySettings {
  readonly metrics?: MetricsMode;
  readonly path: string;
  /** The address of the collector, or `none`. */
  readonly otlpEndpoint?: string;
}

/** Returns the settings of observability. */
export function observabilitySettings(layers: Layers): ObservabilitySettings {
  const metrics = layers.tryPick<MetricsMode>(['observability', 'metrics']);
  const otlpEndpoint = layers.tryPick<string>(['observability', 'otlp', 'endpoint']);
  return {
    ...(metrics !== undefined && { metrics }),
    path: layers.pick(['observability', 'path'], byDefault('/metrics')),
    ...(otlpEndpoint !== undefined && { otlpEndpoint }),
  };
}
