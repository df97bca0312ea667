import type { AnyPart, AppInEnvironment, ContainerImage, InEnvironment, Registry } from '@goldenpath/extension';
import { ApiObject, App, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { podContribution } from './pod';

/** The objects of one application in one environment, made by its parts in the order of the registry. */
export class AppChart extends Chart {
  private readonly makers = new Map<string, AnyPart>();

  /**
   * @param app The application's name.
   * @param image What a container's `image` says.
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
    const pod = podContribution(facts, common, registry);
    for (const part of registry.parts) {
      const own: unknown = part.factsOf(facts);
      if (own === undefined) continue;
      part.charts?.().add?.(this, { ...common, app, facts: own, pod, image });
      this.attribute(part);
    }
  }

  /**
   * The part that has made an object, and its facts.
   *
   * @throws Error for an object that is not in the chart: our bug.
   */
  makerOf(object: { readonly kind: string; readonly metadata: { readonly name: string } }): {
    readonly part: AnyPart;
    readonly facts: unknown;
  } {
    const part = this.makers.get(identity(object.kind, object.metadata.name));
    if (part === undefined) throw new Error(`No part has made the ${object.kind} ${object.metadata.name}.`);
    return { part, facts: part.factsOf(this.facts) };
  }

  /** Notes which part the new objects belong to. */
  private attribute(part: AnyPart): void {
    for (const { kind, name } of this.node.findAll().filter(isObject)) {
      const key = identity(kind, name);
      if (!this.makers.has(key)) this.makers.set(key, part);
    }
  }
}

/** What every part sees, without the facts of any part. */
function commonOf({ environment, namespace, labels, selector, tags }: AppInEnvironment): InEnvironment {
  return { environment, namespace, labels, selector, tags };
}

function isObject(node: IConstruct): node is ApiObject {
  return ApiObject.isApiObject(node);
}

function identity(kind: string, name: string): string {
  return `${kind}/${name}`;
}
