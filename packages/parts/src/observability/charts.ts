import type { ChartInput, PodContribution } from '@goldenpath/extension';
import type { Chart } from 'cdk8s';
import { PlainObject } from '../kubernetes/plain-object';
import type { ObservabilityPart } from './types';

/** Adds a ServiceMonitor, which tells the Prometheus Operator to scrape the pods behind a Service. */
export function add(chart: Chart, { app, facts: { metrics }, selector }: ChartInput<ObservabilityPart>): void {
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
