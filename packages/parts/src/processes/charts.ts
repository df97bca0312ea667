import {
  type ChartInput,
  type ComponentLabels,
  componentLabels,
  type KubernetesObject,
  type ObjectFile,
} from '@goldenpath/extension';
import type { Chart } from 'cdk8s';
import { addAutoscaler } from '../autoscaling/autoscaler';
import { addDisruptionBudget, spread } from '../availability/budget';
import { prometheusRule } from '../observability/alerts';
import { addPodMonitor, scrapeAnnotations, withoutScrape } from '../observability/pod-monitor';
import { PlainObject } from '../kubernetes/plain-object';
import { addService } from '../services/service';
import { addDeploymentOf } from '../workload/charts/deployment';
import { ofFurtherPods } from '../workload/charts/further-pods';
import type { ProcessesPart, ProcessPart } from './types';

/** Adds the objects of each process, with labels and selectors of its own. */
export function add(chart: Chart, input: ChartInput<ProcessesPart>): void {
  for (const [name, process] of Object.entries(input.facts)) addProcess(chart, name, process, input);
}

function addProcess(chart: Chart, name: string, process: ProcessPart, input: ChartInput<ProcessesPart>): void {
  const { workload, service, autoscaling, availability, metrics } = process;
  const { image, pod } = input;
  const { labels, selector } = componentLabels(input, name);
  const constraints = availability === undefined ? {} : spread(selector);
  const { controllerAnnotations } = pod;
  addDeploymentOf(chart, `deployment-${name}`, workload, {
    image,
    labels,
    selector,
    component: name,
    pod: {
      ...ofFurtherPods(pod, process.env),
      // A change of the variables rolls the pods: the annotations have a checksum of them.
      annotations: {
        ...withoutScrape(pod.annotations),
        ...(metrics?.by === 'annotations' && scrapeAnnotations(metrics)),
      },
      ...(controllerAnnotations && { controllerAnnotations }),
      ...constraints,
    },
  });
  if (service !== undefined) addService(chart, `service-${name}`, service, selector, labels);
  if (autoscaling !== undefined) addAutoscaler(chart, `horizontal-pod-autoscaler-${name}`, autoscaling, labels);
  if (availability !== undefined)
    addDisruptionBudget(chart, `pod-disruption-budget-${name}`, workload.name, availability, selector, labels);
  addMonitoring(chart, name, process, { labels, selector });
}

/** A process is not scraped with the Service of the application, and its job has the name of its pods. */
function addMonitoring(
  chart: Chart,
  name: string,
  { workload, metrics, monitoring }: ProcessPart,
  { labels, selector }: ComponentLabels,
): void {
  if (metrics?.by === 'service-monitor')
    addPodMonitor(chart, `pod-monitor-${name}`, workload.name, metrics, selector, { labels, jobLabel: 'app' });
  if (monitoring === undefined) return;
  const { metadata, ...rule } = prometheusRule(workload.name, monitoring);
  new PlainObject(chart, `alerts-${name}`, {
    ...rule,
    metadata: { ...metadata, labels: { ...labels, ...metadata?.labels } },
  });
}

/** The controller and the Service are in the base, and environments patch them. */
export function file({ kind, metadata }: KubernetesObject): ObjectFile | undefined {
  if (kind !== 'Deployment' && kind !== 'Service') return undefined;
  return { file: `${kind.toLowerCase()}-${metadata.name}.yaml`, home: 'base' };
}
