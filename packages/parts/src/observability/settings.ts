import { byDefault, type Layers, type MetricsMode } from '@goldenpath/extension';

/** How an application is observed. What is `undefined` is that of the platform. */
export interface ObservabilitySettings {
  readonly metrics?: MetricsMode;
  /** The port of the metrics, if a spec names one. */
  readonly port?: number;
  readonly path: string;
  /** The address of the collector, or `none`. */
  readonly otlpEndpoint?: string;
  readonly alerts?: boolean;
  readonly dashboard?: boolean;
  /** Thresholds that differ from those of the risk. */
  readonly errorPercent?: number;
  readonly latencyMilliseconds?: number;
}

/** Returns the settings of observability. */
export function observabilitySettings(layers: Layers): ObservabilitySettings {
  const metrics = layers.tryPick<MetricsMode>(['observability', 'metrics']);
  const port = layers.tryPick<number>(['observability', 'port']);
  const otlpEndpoint = layers.tryPick<string>(['observability', 'otlp', 'endpoint']);
  return {
    ...(metrics !== undefined && { metrics }),
    ...(port !== undefined && { port }),
    path: layers.pick(['observability', 'path'], byDefault('/metrics')),
    ...(otlpEndpoint !== undefined && { otlpEndpoint }),
    ...monitoringSettings(layers),
  };
}

function monitoringSettings(layers: Layers): Partial<ObservabilitySettings> {
  const alerts = layers.tryPick<boolean>(['observability', 'alerts']);
  const dashboard = layers.tryPick<boolean>(['observability', 'dashboard']);
  const errorPercent = layers.tryPick<number>(['observability', 'thresholds', 'errorPercent']);
  const latencyMilliseconds = layers.tryPick<number>(['observability', 'thresholds', 'latencyMilliseconds']);
  return {
    ...(alerts !== undefined && { alerts }),
    ...(dashboard !== undefined && { dashboard }),
    ...(errorPercent !== undefined && { errorPercent }),
    ...(latencyMilliseconds !== undefined && { latencyMilliseconds }),
  };
}
