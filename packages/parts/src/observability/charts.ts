import type { ChartInput, KubernetesObject, ObjectFile, PodContribution } from '@goldenpath/extension';
import type { Chart } from 'cdk8s';
import { PlainObject } from '../kubernetes/plain-object';
import { prometheusRule } from './alerts';
import { dashboardConfigMap } from './dashboard';
import { addPodMonitor, scrapeAnnotations } from './pod-monitor';
import type { ObservabilityPart, ScrapedMetrics } from './types';

/** Adds what the Prometheus Operator and Grafana read: which pods to scrape, the alerts, and the dashboard. */
export function add(chart: Chart, input: ChartInput<ObservabilityPart>): void {
  const { app, facts } = input;
  addMonitor(chart, input);
  if (facts.monitoring?.alerts === true) new PlainObject(chart, 'alerts', prometheusRule(app, facts.monitoring));
  if (facts.monitoring?.dashboard === true)
    new PlainObject(chart, 'dashboard', dashboardConfigMap(app, facts.monitoring));
}

/** Tells the Prometheus Operator to scrape the pods: those behind a Service, or else the pods themselves. */
function addMonitor(chart: Chart, { app, facts: { metrics }, selector }: ChartInput<ObservabilityPart>): void {
  if (metrics?.by !== 'service-monitor') return;
  if (metrics.service === undefined) addPodMonitor(chart, 'pod-monitor', app, metrics, selector);
  else addServiceMonitor(chart, app, { ...metrics, service: metrics.service }, selector);
}

function addServiceMonitor(
  chart: Chart,
  app: string,
  metrics: ScrapedMetrics & Required<Pick<ScrapedMetrics, 'service'>>,
  selector: Readonly<Record<string, string>>,
): void {
  const { path, service, ownPort, hasOtherServices, monitorLabels } = metrics;
  // Services have the labels of the application, so the labels alone would select every Service of it, and each pod would be scraped twice.
  const thisServiceAlone = {
    relabelings: [{ action: 'keep', sourceLabels: ['__meta_kubernetes_service_name'], regex: service.name }],
  };
  // The Service does not lead to a port for metrics alone, so the monitor names the port of the pods.
  const port = ownPort === undefined ? { port: service.portName } : { targetPort: ownPort };
  new PlainObject(chart, 'service-monitor', {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: { name: app, labels: { ...monitorLabels } },
    spec: {
      jobLabel: 'app.kubernetes.io/name',
      selector: { matchLabels: { ...selector } },
      endpoints: [{ ...port, path, ...(hasOtherServices && thisServiceAlone) }],
    },
  });
}

/** Pods open their port for metrics, and have the annotations that the common scrape configuration of Prometheus reads. */
export function pod({ metrics }: ObservabilityPart): PodContribution {
  const { ownPort: name, port: containerPort } = metrics ?? {};
  return {
    ...(name !== undefined && { ports: [{ name, containerPort, protocol: 'TCP' }] }),
    ...(metrics?.by === 'annotations' && { annotations: scrapeAnnotations(metrics) }),
  };
}

/** The dashboard is a ConfigMap beside that of the configuration. */
export function file({ kind }: KubernetesObject): ObjectFile | undefined {
  return kind === 'ConfigMap' ? { file: 'dashboard.yaml', home: 'overlay' } : undefined;
}
