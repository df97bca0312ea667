import type { ChartInput, KubernetesObject, ObjectFile, PodContribution } from '@goldenpath/extension';
import type { Chart } from 'cdk8s';
import { PlainObject } from '../kubernetes/plain-object';
import { prometheusRule } from './alerts';
import { dashboardConfigMap } from './dashboard';
import type { ObservabilityPart } from './types';

/** Adds what the Prometheus Operator and Grafana read: which pods to scrape, the alerts, and the dashboard. */
export function add(chart: Chart, input: ChartInput<ObservabilityPart>): void {
  const { app, facts } = input;
  addServiceMonitor(chart, input);
  if (facts.monitoring?.alerts === true) new PlainObject(chart, 'alerts', prometheusRule(app, facts.monitoring));
  if (facts.monitoring?.dashboard === true)
    new PlainObject(chart, 'dashboard', dashboardConfigMap(app, facts.monitoring));
}

/** Tells the Prometheus Operator to scrape the pods behind a Service. */
function addServiceMonitor(chart: Chart, { app, facts: { metrics }, selector }: ChartInput<ObservabilityPart>): void {
  if (metrics?.by !== 'service-monitor') return;
  const { path, service, hasOtherServices, monitorLabels } = metrics;
  // Services have the labels of the application, so the labels alone would select every Service of it, and each pod would be scraped twice.
  const thisServiceAlone = {
    relabelings: [{ action: 'keep', sourceLabels: ['__meta_kubernetes_service_name'], regex: service.name }],
  };
  new PlainObject(chart, 'service-monitor', {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: { name: app, labels: { ...monitorLabels } },
    spec: {
      jobLabel: 'app.kubernetes.io/name',
      selector: { matchLabels: { ...selector } },
      endpoints: [{ port: service.portName, path, ...(hasOtherServices && thisServiceAlone) }],
    },
  });
}

/** Pods have the annotations that the common scrape configuration of Prometheus reads. */
export function pod({ metrics }: ObservabilityPart): PodContribution {
  if (metrics?.by !== 'annotations') return {};
  return {
    annotations: {
      'prometheus.io/scrape': 'true',
      'prometheus.io/port': String(metrics.port),
      'prometheus.io/path': metrics.path,
    },
  };
}

/** The dashboard is a ConfigMap beside that of the configuration. */
export function file({ kind }: KubernetesObject): ObjectFile | undefined {
  return kind === 'ConfigMap' ? { file: 'dashboard.yaml', home: 'overlay' } : undefined;
}
