import type { FactsInput, MetricsMode } from '@goldenpath/extension';
import { type Port, portsIn } from '../workload/ports';
import { servicesOf } from '../services/facts';
import type { WorkloadSettings } from '../workload/settings';
import { monitoringFacts } from './monitoring';
import type { ObservabilitySettings } from './settings';
import type { ObservabilityPart, ScrapedMetrics } from './types';

/** The name of a port for metrics alone. */
export const METRICS = 'metrics';

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

/** Returns the metrics of a port of further pods. Prometheus scrapes the pods. */
export function metricsOfPods(
  input: FactsInput<unknown>,
  { name, port }: Port,
): Pick<ScrapedMetrics, 'by' | 'path' | 'port' | 'ownPort' | 'monitorLabels'> | undefined {
  const settings = input.allSettings['observability'] as ObservabilitySettings;
  const by = modeOf({ ...input, settings });
  const { monitorLabels } = input.in.observability;
  if (by === 'none') return undefined;
  return { by, path: settings.path, port, ownPort: name, ...labelsOf(by, monitorLabels) };
}

function modeOf(input: FactsInput<ObservabilitySettings>): MetricsMode {
  return input.settings.metrics ?? (isBuilt(input) ? input.in.observability.metrics : 'none');
}

function labelsOf(
  by: MetricsMode,
  monitorLabels: Readonly<Record<string, string>>,
): Pick<ScrapedMetrics, 'monitorLabels'> {
  return by === 'service-monitor' && Object.keys(monitorLabels).length > 0 ? { monitorLabels } : {};
}

function metricsOf(input: FactsInput<ObservabilitySettings>): ScrapedMetrics | undefined {
  const { spec, settings, allSettings, namespace, in: environment } = input;
  const { monitorLabels } = environment.observability;
  const by = modeOf(input);
  const [service, ...others] = servicesOf(spec.name, allSettings, namespace);
  const found = metricsPort(portsIn(allSettings), settings.port);
  if (by === 'none' || found === undefined) return undefined;
  const { name, port, isListed } = found;
  return {
    by,
    path: settings.path,
    port,
    ...(service !== undefined && { service: { name: service.name, portName: name } }),
    ...(!isListed && { ownPort: name }),
    hasOtherServices: others.length > 0,
    ...labelsOf(by, monitorLabels),
  };
}

/** Returns the port of the metrics; `undefined` where there is none. */
function metricsPort(
  all: readonly Port[],
  wanted: number | undefined,
): { readonly name: string; readonly port: number; readonly isListed: boolean } | undefined {
  const ports = all.filter(({ protocol }) => protocol !== 'udp');
  const listed =
    wanted === undefined
      ? (ports.find(({ name }) => name === METRICS) ?? ports[0])
      : ports.find(({ port }) => port === wanted);
  if (listed !== undefined) return { name: listed.name, port: listed.port, isListed: true };
  return wanted === undefined ? undefined : { name: METRICS, port: wanted, isListed: false };
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
