import {
  always,
  type Explain,
  type ExplanationTable,
  fromEnvironment,
  fromPlatform,
  fromSetting,
  fromSpec,
  type Path,
  valueAt,
} from '@goldenpath/extension';
import { portNaming, portSource } from '../workload/explain';
import type { ObservabilitySettings } from './settings';

/** A field of the spec, or else of the environment, or else of the platform. */
function layered(setting: keyof ObservabilitySettings, field: Path): Explain {
  return (context, path) => {
    const settings = context.settings['observability'] as ObservabilitySettings;
    const name = ['observability', ...field].join('.');
    if (settings[setting] !== undefined) return fromSetting(name)(context, path);
    return ofPlatform(field)(context, path);
  };
}

function ofPlatform(field: Path): Explain {
  return (context, path) => {
    const inEnvironment = ['environments', context.environmentIndex, 'observability', ...field];
    const isThere = valueAt(context.writtenPlatform, inEnvironment) !== undefined;
    return (isThere ? fromEnvironment : fromPlatform)(['observability', ...field].join('.'))(context, path);
  };
}

/** What the application says, or else what follows from its risk. */
function byRisk(field: 'errorPercent' | 'latencyMilliseconds'): Explain {
  return (context, path) => {
    const settings = context.settings['observability'] as ObservabilitySettings;
    const isOwn = settings[field] !== undefined;
    return (isOwn ? fromSetting(`observability.thresholds.${field}`) : fromSpec('risk'))(context, path);
  };
}

const metricsPort: Explain = (context, path) => {
  const { port } = context.settings['observability'] as ObservabilitySettings;
  return port === undefined
    ? portSource('the port of the pods')(context, path)
    : fromSetting('observability.port')(context, path);
};

export const group = 'Observability';

export const facts: ExplanationTable = {
  'metrics.by': layered('metrics', ['metrics']),
  'metrics.path': fromSetting('observability.path'),
  'metrics.port': metricsPort,
  'metrics.ownPort': fromSetting('observability.port', 'for metrics alone: no Service leads to it'),
  'metrics.service.name': fromSpec('name'),
  'metrics.service.portName': portNaming,
  'metrics.hasOtherServices': fromSpec('kind', 'what this kind is reached by'),
  'metrics.monitorLabels.*': (context, path) => ofPlatform(['monitorLabels', path.at(-1) ?? ''])(context, path),
  'monitoring.alerts': layered('alerts', ['alerts']),
  'monitoring.dashboard': (context, path) =>
    (context.settings['observability'] as ObservabilitySettings).dashboard === undefined
      ? ofPlatform(['dashboards'])(context, path)
      : fromSetting('observability.dashboard')(context, path),
  'monitoring.environment': fromEnvironment('name'),
  'monitoring.namespace': fromPlatform('kubernetes.namespace'),
  'monitoring.team': fromSpec('owner'),
  'monitoring.severity': fromSpec('risk', 'critical for high risk in production'),
  'monitoring.controller': fromSpec('kind', 'what this kind runs as'),
  'monitoring.hasRequests': ofPlatform(['metrics']),
  'monitoring.hasDatabase': fromSpec('kind', 'whether it has a database'),
  'monitoring.hasCpuLimit': fromSetting('resources.limits.cpu'),
  'monitoring.hasAutoscaler': fromSetting('autoscaling'),
  'monitoring.volumeClaims': fromSpec('name'),
  'monitoring.errorPercent': byRisk('errorPercent'),
  'monitoring.latencyMilliseconds': byRisk('latencyMilliseconds'),
  'monitoring.minutes': fromSpec('risk'),
  'monitoring.monitorLabels.*': (context, path) => ofPlatform(['monitorLabels', path.at(-1) ?? ''])(context, path),
  'traces.endpoint': layered('otlpEndpoint', ['otlp', 'endpoint']),
  'traces.serviceName': fromSpec('name'),
  'traces.resourceAttributes': always('the environment and the namespace'),
};
