import {
  type AnyPart,
  type AppInEnvironment,
  type ContainerImage,
  type InCluster,
  type Registry,
  runHook,
} from '@goldenpath/extension';
import type { KubernetesObject } from '@goldenpath/kustomize';
import { ApiObject, App, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { podContribution } from './pod';

/** The objects of one application in one environment, made by its parts in the order of the registry. */
export class AppChart extends Chart {
  private readonly makers = new Map<string, AnyPart>();

  /**
   * @param app The application's name.
   * @param image What a container's `image` says.
   * @throws PartError where a part throws.
   */
  constructor(
    app: string,
    private readonly facts: AppInEnvironment,
    registry: Registry,
    image: (image: ContainerImage) => string,
  ) {
    // One App for each rendering: a chart validates and orders the whole App that it is in, every time.
    // The same id for all: constructs keep children as properties, and V8 slows down with each name that it has not seen.
    super(new App(), 'application', { namespace: facts.namespace, labels: { ...facts.labels } });
    const common = commonOf(facts);
    const task = `make the objects of ${app} in ${facts.environment}`;
    const pod = podContribution(facts, common, registry, task);
    for (const part of registry.parts) {
      const own: unknown = part.factsOf(facts);
      if (own === undefined) continue;
      runHook(part.name, task, () => part.charts?.().add?.(this, { ...common, app, facts: own, pod, image }));
      this.attribute(part);
    }
  }

  /**
   * The part that has made an object, and its facts.
   *
   * @throws Error for an object that is not in the chart: our bug.
   */
  makerOf({ apiVersion, kind, metadata }: KubernetesObject): { readonly part: AnyPart; readonly facts: unknown } {
    const part = this.makers.get(identity(apiVersion, kind, metadata.name));
    if (part === undefined) throw new Error(`No part has made the ${kind} ${metadata.name}.`);
    return { part, facts: part.factsOf(this.facts) };
  }

  /** Notes which part the new objects belong to. */
  private attribute(part: AnyPart): void {
    for (const { apiVersion, kind, name } of this.node.findAll().filter(isObject)) {
      const key = identity(apiVersion, kind, name);
      if (!this.makers.has(key)) this.makers.set(key, part);
    }
  }
}

/** What every part sees, without the facts of any part. */
function commonOf({ environment, namespace, labels, selector }: AppInEnvironment): InCluster {
  return { environment, namespace, labels, selector };
}

function isObject(node: IConstruct): node is ApiObject {
  return ApiObject.isApiObject(node);
}

function identity(...parts: readonly string[]): string {
  return parts.join(' ');
}
