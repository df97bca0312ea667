import type { Chart } from 'cdk8s';
import { PlainObject } from '../kubernetes/plain-object';
import type { ScrapedMetrics } from './types';

/**
 * Adds a PodMonitor: pods without a Service are scraped themselves.
 *
 * @param own - The labels of the object and the label of the pods that names their job. @default those of the application
 */
export function addPodMonitor(
  chart: Chart,
  id: string,
  name: string,
  { path, ownPort, monitorLabels }: Pick<ScrapedMetrics, 'path' | 'ownPort' | 'monitorLabels'>,
  selector: Readonly<Record<string, string>>,
  own?: { readonly labels: Readonly<Record<string, string>>; readonly jobLabel: string },
): void {
  new PlainObject(chart, id, {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: { name, labels: { ...own?.labels, ...monitorLabels } },
    spec: {
      jobLabel: own?.jobLabel ?? 'app.kubernetes.io/name',
      selector: { matchLabels: { ...selector } },
      podMetricsEndpoints: [{ port: ownPort, path }],
    },
  });
}

const SCRAPE = 'prometheus.io/';

/** Returns annotations of pods without those of {@link scrapeAnnotations}, which are about the ports of other pods. */
export function withoutScrape(annotations: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(annotations).filter(([name]) => !name.startsWith(SCRAPE)));
}

/** Returns the annotations of pods that the common scrape configuration of Prometheus reads. */
export function scrapeAnnotations({
  port,
  path,
}: Pick<ScrapedMetrics, 'port' | 'path'>): Readonly<Record<string, string>> {
  return { [`${SCRAPE}scrape`]: 'true', [`${SCRAPE}port`]: String(port), [`${SCRAPE}path`]: path };
}
