import {
  type AnyPart,
  type AppInEnvironment,
  type ContainerImage,
  type InCluster,
  type PodContribution,
  type Registry,
  runHook,
} from '@goldenpath/extension';
import type { KubernetesObject } from '@goldenpath/kustomize';
import { ApiObject, App, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { inReadingOrder } from './key-order';
import { podContribution } from './pod';

/** The objects of one part in one environment. */
export interface PartObjects {
  readonly part: AnyPart;
  /** The facts that they are made from. */
  readonly facts: unknown;
  readonly objects: readonly KubernetesObject[];
}

/** What a part was rendered from; what it did not read is absent. */
interface Rendering {
  readonly key: string;
  readonly environment?: string;
  readonly pod?: string;
  readonly objects: readonly KubernetesObject[];
}

/**
 * Renders one application, part by part. What a part makes of equal input is rendered once, whatever number of environments
 * has it: the name of the environment and what others add to the pods count only where the part reads them.
 */
export class PartRenderer {
  private readonly renderings = new Map<string, Rendering[]>();

  /**
   * @param app The application's name.
   * @param image What a container's `image` says.
   */
  constructor(
    private readonly app: string,
    private readonly registry: Registry,
    private readonly image: (image: ContainerImage) => string,
  ) {}

  /**
   * The objects of the application in one environment, in the order of the registry.
   *
   * @throws PartError where a part throws.
   */
  render(facts: AppInEnvironment): PartObjects[] {
    const { environment, namespace, labels, selector } = facts;
    const common: InCluster = { environment, namespace, labels, selector };
    const pod = podContribution(facts, common, this.registry, this.taskIn(environment));
    return this.registry.parts.flatMap((part) => {
      const own: unknown = part.factsOf(facts);
      if (own === undefined || part.charts === undefined) return [];
      return [{ part, facts: own, objects: this.objectsOf(part, own, common, pod) }];
    });
  }

  private objectsOf(part: AnyPart, own: unknown, common: InCluster, pod: PodContribution): readonly KubernetesObject[] {
    const { environment, namespace, labels, selector } = common;
    const key = JSON.stringify([own, namespace, labels, selector]);
    const known = this.renderings.get(part.name) ?? [];
    this.renderings.set(part.name, known);
    const before = known.find(
      (rendering) =>
        rendering.key === key &&
        (rendering.environment === undefined || rendering.environment === environment) &&
        (rendering.pod === undefined || rendering.pod === JSON.stringify(pod)),
    );
    if (before !== undefined) return before.objects;
    const { objects, reads } = this.renderPart(part, own, common, pod);
    known.push({
      key,
      objects,
      ...(reads.has('environment') && { environment }),
      ...(reads.has('pod') && { pod: JSON.stringify(pod) }),
    });
    return objects;
  }

  private renderPart(part: AnyPart, own: unknown, common: InCluster, pod: PodContribution) {
    const { environment, namespace, labels, selector } = common;
    const reads = new Set<'environment' | 'pod'>();
    const noted = <Value>(field: 'environment' | 'pod', value: Value): Value => {
      reads.add(field);
      return value;
    };
    const input = {
      app: this.app,
      facts: own,
      namespace,
      labels,
      selector,
      image: this.image,
      get environment() {
        return noted('environment', environment);
      },
      get pod() {
        return noted('pod', pod);
      },
    };
    // The same id for all: constructs keep children as properties, and V8 slows down with each name that it has not seen.
    const chart = new Chart(new App(), 'application', { namespace, labels: { ...labels } });
    runHook(part.name, this.taskIn(environment), () => part.charts?.().add?.(chart, input));
    return { objects: objectsIn(chart).map(inReadingOrder), reads };
  }

  private taskIn(environment: string): string {
    return `make the objects of ${this.app} in ${environment}`;
  }
}

/**
 * What `chart.toJson()` gives: the objects, each after those that it depends on. It looks for dependencies and faults in the whole
 * App several times; a chart of plain objects, which have neither, is written as it is.
 */
function objectsIn(chart: Chart): KubernetesObject[] {
  const { children } = chart.node;
  const objects = children.filter((child: IConstruct): child is ApiObject => ApiObject.isApiObject(child));
  const isPlain =
    objects.length === children.length &&
    objects.every(
      ({ node }) => node.children.length === 0 && node.dependencies.length === 0 && node.validate().length === 0,
    );
  return (isPlain ? objects.map((object): unknown => object.toJson()) : chart.toJson()) as KubernetesObject[];
}
