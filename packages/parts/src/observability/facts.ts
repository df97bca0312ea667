import type { FactsInput } from '@goldenpath/extension';
import { servicesOf } from '../services/facts';
import type { WorkloadSettings } from '../workload/settings';
import { monitoringFacts } from './monitoring';
import type { ObservabilitySettings } from './settings';
import type { ObservabilityPart, ScrapedMetrics } from './types';

/** Returns how an application is observed: as it says, or else as the platform does for the code that it starts from. */
export function observabilityFacts(input: FactsInput<ObservabilitySettings>): ObservabilityPart | undefined {
  const metrics = metricsOf(input);
  const traces = tracesOf(input);
  const monitoring = monitoringFacts(input, metrics);
  if (metrics === undefined && traces === undefined && monitoring === undefined) return undefined;
  return {
    ...(metrics !== undefined && { metrics }),
    ...(traces !== undefined && { traces }),
    ...(monitoring !== undefined && { monitoring }),
  };
}

/** The code of the runtimes serves metrics and sends traces. What an upstream image does is not known. */
function isBuilt({ allSettings }: FactsInput<ObservabilitySettings>): boolean {
  return (allSettings['workload'] as WorkloadSettings).image === undefined;
}

function metricsOf(input: FactsInput<ObservabilitySettings>): ScrapedMetrics | undefined {
  const { spec, settings, allSettings, namespace, in: environment } = input;
  const { metrics, monitorLabels } = environment.observability;
  const by = settings.metrics ?? (isBuilt(input) ? metrics : 'none');
  const [service, ...others] = servicesOf(spec.name, allSettings, namespace);
  if (by === 'none' || service === undefined) return undefined;
  return {
    by,
    path: settings.path,
    port: service.targetPort,
    service: { name: service.name, portName: service.portName },
    hasOtherServices: others.length > 0,
    ...(by === 'service-monitor' && Object.keys(monitorLabels).length > 0 && { monitorLabels }),
  };
}

function tracesOf(input: FactsInput<ObservabilitySettings>): ObservabilityPart['traces'] {
  const { spec, settings, namespace, in: environment } = input;
  const endpoint = settings.otlpEndpoint ?? (isBuilt(input) ? environment.observability.otlpEndpoint : 'none');
  if (endpoint === 'none') return undefined;
  return {
    endpoint,
    serviceName: spec.name,
    resourceAttributes: `deployment.environment.name=${environment.name},k8s.namespace.name=${namespace}`,
  };
}

/** Returns the variables that an OpenTelemetry SDK reads. */
export function observabilityVariables({ traces }: ObservabilityPart): Readonly<Record<string, string>> {
  if (traces === undefined) return {};
  return {
    OTEL_EXPORTER_OTLP_ENDPOINT: traces.endpoint,
    OTEL_RESOURCE_ATTRIBUTES: traces.resourceAttributes,
    OTEL_SERVICE_NAME: traces.serviceName,
  };
}
