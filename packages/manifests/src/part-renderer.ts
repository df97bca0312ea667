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
import { NotedInput } from './noted-input';
import { contributionOf, podContribution } from './pod';
import { checkSelectedPods } from './selected-pods';
import { filled, NAMESPACE, type ObjectTemplate, podWithStandIns, standInsOf, TAG, templateOf } from './stand-ins';

/** The objects of one part in one environment. */
export interface PartObjects {
  readonly part: AnyPart;
  /** The facts that they are made from. */
  readonly facts: unknown;
  readonly objects: readonly KubernetesObject[];
}

/** The input that a part was rendered from, without the fields that it did not read. */
interface Rendering {
  readonly environment?: string;
  /** The additions of other parts to the pods, as the part read them. */
  readonly pod?: string;
  /** Where the part needs to know them. */
  readonly namespace?: string;
  readonly facts?: string;
  readonly template: ObjectTemplate;
  /** The objects by the values of the stand-ins. Equal objects are identical, so they are quick to compare. */
  readonly objects: Map<string, readonly KubernetesObject[]>;
}

/** The surroundings of a rendering. */
interface Surroundings extends InCluster {
  readonly pod: PodContribution;
}

/**
 * Renders one application, part by part. A part is rendered once for all environments with equal input. The name of the environment and
 * the additions to the pods are input only if the part reads them. If a part only copies the namespace and the values of annotations, they
 * are filled in afterwards. The first tag of an image is not input if the part uses `image`.
 */
export class PartRenderer {
  /** By part, and by the numbers of its facts and of the labels. */
  private readonly renderings = new Map<string, Rendering[]>();
  private readonly facts = new MadeOfFacts();
  private readonly numbers = new TextNumbers();
  /** The parts that do not only copy the namespace and annotations. */
  private readonly exact = new Set<AnyPart>();

  /**
   * @param app The application's name.
   * @param image Returns the `image` of a container.
   */
  constructor(
    private readonly app: string,
    private readonly registry: Registry,
    private readonly image: (image: ContainerImage) => string,
  ) {}

  /**
   * Returns the objects of the application in one environment, in the order of the registry.
   *
   * @throws PartError if a part throws, or if the application's selector matches the pods of two workloads.
   */
  render(facts: AppInEnvironment): PartObjects[] {
    const { environment, selector } = facts;
    const common = inCluster(facts);
    const pod = this.podOf(facts, common);
    const given = { ...common, pod };
    const general = { ...common, namespace: NAMESPACE, pod: podWithStandIns(pod) };
    const objectsOf = this.objectsIn(given, general);
    const rendered = this.registry.parts.flatMap((part) => {
      const own: unknown = part.factsOf(facts);
      if (own === undefined || part.charts === undefined) return [];
      return [{ part, facts: own, objects: objectsOf(part, own) }];
    });
    checkSelectedPods(rendered, selector, this.taskIn(environment));
    return rendered;
  }

  /** Renders one part from its own facts, without anything that is replaced afterwards. */
  renderExactly(part: AnyPart, facts: AppInEnvironment): readonly KubernetesObject[] {
    const common = inCluster(facts);
    return this.renderPart(part, part.factsOf(facts), common, () => this.podOf(facts, common)).objects;
  }

  /** Returns what one part adds to the pods, from its own facts. */
  contributionOf(part: AnyPart, facts: AppInEnvironment): PodContribution | undefined {
    return contributionOf(part, part.factsOf(facts), inCluster(facts), this.taskIn(facts.environment));
  }

  private podOf(facts: AppInEnvironment, common: InCluster): PodContribution {
    const where = this.numbers.of(JSON.stringify(common));
    return podContribution(facts, common, this.registry, this.taskIn(common.environment), (part, own, make) =>
      this.facts.once(own, `${part.name} ${where}`, make),
    );
  }

  /** Returns a function that renders a part in one environment, if it was not rendered before. */
  private objectsIn(given: Surroundings, general: Surroundings) {
    const { environment, namespace, labels, selector } = given;
    const common = this.numbers.of(JSON.stringify([labels, selector]));
    const podTexts = new Map<PodContribution, string>();
    const isPod = (text: string, pod: PodContribution): boolean => {
      const own = podTexts.get(pod) ?? JSON.stringify(pod);
      podTexts.set(pod, own);
      return own === text;
    };
    const values = standInsOf(namespace, given.pod);
    const valuesKey = JSON.stringify([...values.values()]);
    return (part: AnyPart, own: unknown): readonly KubernetesObject[] => {
      const key = this.facts.once(own, part.name, () => this.numbers.of(generalFacts(part, own)));
      const id = `${part.name} ${key} ${common}`;
      if (this.renderings.size >= MOST_RENDERINGS) this.renderings.clear();
      const known = this.renderings.get(id) ?? [];
      this.renderings.set(id, known);
      let rendering = known.find(
        (one) =>
          (one.environment === undefined || one.environment === environment) &&
          (one.namespace === undefined || one.namespace === namespace) &&
          (one.facts === undefined || one.facts === JSON.stringify(own)) &&
          (one.pod === undefined || isPod(one.pod, general.pod) || isPod(one.pod, given.pod)),
      );
      if (rendering === undefined) {
        rendering = this.rendering(part, own, { given, general });
        known.push(rendering);
      }
      const objects = rendering.objects.get(valuesKey) ?? filled(rendering.template, values);
      rendering.objects.set(valuesKey, objects);
      return objects;
    };
  }

  private rendering(
    part: AnyPart,
    own: unknown,
    surroundings: Readonly<Record<'given' | 'general', Surroundings>>,
  ): Rendering {
    const { given } = surroundings;
    const general = this.tryRenderGeneral(part, own, surroundings.general);
    if (general !== undefined)
      return {
        template: general.template,
        objects: new Map(),
        ...(general.reads.has('environment') && { environment: given.environment }),
        ...(general.reads.has('pod') && { pod: JSON.stringify(surroundings.general.pod) }),
      };
    const { objects, reads } = this.renderPart(part, own, given, () => given.pod);
    return {
      facts: JSON.stringify(own),
      namespace: given.namespace,
      template: { objects, positions: [] },
      objects: new Map(),
      ...(reads.has('environment') && { environment: given.environment }),
      ...(reads.has('pod') && { pod: JSON.stringify(given.pod) }),
    };
  }

  /** Returns `undefined` if the part needs the values of the stand-ins. */
  private tryRenderGeneral(part: AnyPart, own: unknown, general: Surroundings) {
    if (this.exact.has(part)) return undefined;
    try {
      const { objects, reads } = this.renderPart(part, JSON.parse(generalFacts(part, own)), general, () => general.pod);
      const template = templateOf(objects);
      if (template !== undefined) return { template, reads };
    } catch {
      // If the part also fails without stand-ins, that error is reported.
    }
    this.exact.add(part);
    return undefined;
  }

  private renderPart(part: AnyPart, facts: unknown, common: InCluster, podOf: () => PodContribution) {
    const { environment, namespace, labels, selector } = common;
    const { app, image } = this;
    const { input, reads } = new NotedInput({ app, facts, environment, namespace, labels, selector, image }, podOf);
    // The same id for all: constructs keep children as properties, and V8 slows down with each name that it has not seen.
    const chart = new Chart(new App(), 'application', { namespace, labels: { ...labels } });
    runHook(part.name, this.taskIn(environment), () => part.charts?.().add?.(chart, input));
    return { objects: objectsIn(chart).map(inReadingOrder), reads };
  }

  private taskIn(environment: string): string {
    return `make the objects of ${this.app} in ${environment}`;
  }
}

function inCluster({ environment, namespace, labels, selector }: AppInEnvironment): InCluster {
  return { environment, namespace, labels, selector };
}

/** Limit on what is kept in memory: several times what one application has. */
const MOST_RENDERINGS = 4000;

/** Gives each text a number. Long texts are slow keys. */
class TextNumbers {
  private readonly numbers = new Map<string, number>();
  private count = 0;

  /** Returns the number of a text. No other text has it, even after the numbers were forgotten. */
  of(text: string): number {
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    if (this.numbers.size >= MOST_NUMBERS) this.numbers.clear();
    this.count += 1;
    this.numbers.set(text, this.count);
    return this.count;
  }
}

const MOST_NUMBERS = 20_000;

/** What was made of facts, as long as they are in memory. */
class MadeOfFacts {
  private readonly made = new WeakMap<object, Map<string, unknown>>();

  /** Returns `make()`, or what it returned for the same facts. */
  once<Value>(facts: unknown, what: string, make: () => Value): Value {
    if (typeof facts !== 'object' || facts === null) return make();
    const known = this.made.get(facts) ?? new Map<string, unknown>();
    this.made.set(facts, known);
    if (!known.has(what)) known.set(what, make());
    return known.get(what) as Value;
  }
}

/** The facts of a part as JSON text. The tag before the first release is a stand-in in it: a release decides what runs. */
function generalFacts(part: AnyPart, own: unknown): string {
  const text = JSON.stringify(own);
  const image = part.image?.(own);
  return image?.source === 'built' ? text.replaceAll(JSON.stringify(image.initialTag), JSON.stringify(TAG)) : text;
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
