import type { AnyPart, AppFacts, AppInEnvironment, Registry } from '@goldenpath/extension';
import { HOLES } from '@goldenpath/files';
import type { ImageRelease, KubernetesObject, Placed } from '@goldenpath/kustomize';
import { imageName, imageReleases } from '../container-image';
import { patchesOf } from '../patches/apply';
import { type PartObjects, PartRenderer } from '../part-renderer';
import { placed } from '../render';
import { CheckedObjects } from './checked-objects';
import type { Original } from './original';
import { OwnParts, type PartOutline, withAnnotations } from './own-parts';

const [NAME] = HOLES;
/** Limits on what is kept in memory. */
const MOST_SHAPES = 5000;
const MOST_FACTS = 20_000;

/** What is made of facts that are equal but for the values of placeholders. */
interface Shape {
  readonly objects: readonly Placed[];
  /** Those of `objects` in whose place each application has an object of its own. */
  readonly outlines: readonly Placed[];
  /** The released images, without tags and digests. */
  readonly images: readonly ImageRelease[];
  /** The objects of the parts that are rendered with placeholders. */
  readonly shared: readonly PartObjects[];
  /** The namespaces that objects name. */
  readonly namespaces: readonly string[];
}

/** The objects of an application in one environment, with placeholders. */
export interface Rendition extends Pick<Shape, 'objects' | 'outlines' | 'images'> {
  /** The objects for the outlines. */
  readonly own: readonly KubernetesObject[];
}

/** The facts of an application in one environment. As text with placeholders, they are the key of a shape. */
interface GeneralFacts {
  readonly labels: Readonly<Record<string, string>>;
  readonly selector: Readonly<Record<string, string>>;
  readonly images: readonly ImageRelease[];
  /** By part. */
  readonly shared: Readonly<Record<string, unknown>>;
  readonly own: Readonly<Record<string, PartOutline>>;
}

/**
 * Renders facts that are equal but for names, namespaces and checksums once, with placeholders.
 *
 * Parts that do not declare `chartsInsertNames` are made of each application's own facts: see {@link OwnParts}.
 */
export class RenditionShapes {
  /** Whether objects with placeholders differ from those of an application's own facts. */
  areWrong = false;
  private readonly own: OwnParts;
  private readonly renderer: PartRenderer;
  private readonly checked = new CheckedObjects();
  private readonly shapes = new Map<string, Shape>();
  private readonly facts = new Map<string, unknown>();
  private readonly shared: readonly AnyPart[];
  private readonly withImages: Pick<Registry, 'parts'>;
  private readonly withPatches: Pick<Registry, 'parts'>;

  constructor(
    { parts, ...registry }: Registry,
    private readonly isTrusted: boolean,
  ) {
    this.own = new OwnParts(parts);
    this.renderer = new PartRenderer(NAME, { ...registry, parts: this.own.withOutlines(parts) }, imageName);
    this.shared = parts.filter((part) => part.charts !== undefined && part.chartsInsertNames === true);
    this.withImages = { parts: parts.filter(({ image }) => image !== undefined) };
    this.withPatches = { parts: parts.filter(({ patches }) => patches !== undefined) };
  }

  /** Returns the renditions by facts; `undefined` if they have to be made from the application's own facts. */
  of({ general, environments }: AppFacts, original: Original): ReadonlyMap<AppInEnvironment, Rendition> | undefined {
    // An environment without an override has the facts that it has in general, the same ones in memory.
    const renditions = new Map<AppInEnvironment, Rendition>();
    for (const facts of new Set([...general, ...environments])) {
      const rendition = this.rendition(facts, original);
      if (rendition === undefined) return undefined;
      renditions.set(facts, rendition);
    }
    return renditions;
  }

  private rendition(facts: AppInEnvironment, original: Original): Rendition | undefined {
    if (this.own.areInBase(facts) || patchesOf(facts, this.withPatches).length > 0) return undefined;
    const { values } = original;
    const made = this.own.of(facts, original);
    if (made === undefined) return undefined;
    const annotations = made.flatMap((one) => one.annotations);
    const { environment, namespace, labels, selector } = facts;
    const text = values.general(
      JSON.stringify({
        labels,
        selector,
        images: imageReleases(facts, this.withImages).map(({ name, newName }) => ({ name, newName })),
        shared: factsOf(this.shared, facts),
        own: Object.fromEntries(made.map(({ part, outline }) => [part.name, outline])),
      } satisfies GeneralFacts),
    );
    if (text === undefined) return undefined;
    const shape = this.shape(
      text,
      environment,
      [namespace, ...annotations].map((value) => values.token(value)),
    );
    // kustomize compares them.
    if (shape.namespaces.some((one) => values.hasToken(one))) return undefined;
    if (!this.isTrusted && !this.checked.areRight(shape.shared, facts, original)) {
      this.areWrong = true;
      return undefined;
    }
    const { objects, outlines, images } = shape;
    return { objects, outlines, images, own: made.flatMap((one) => one.objects) };
  }

  private shape(text: string, environment: string, tokens: readonly string[]): Shape {
    const key = `${environment} ${tokens.join(' ')} ${text}`;
    const known = this.shapes.get(key);
    if (known !== undefined) return known;
    if (this.shapes.size >= MOST_SHAPES) this.shapes.clear();
    const shape = this.newShape(JSON.parse(text) as GeneralFacts, environment, tokens);
    this.shapes.set(key, shape);
    return shape;
  }

  private newShape(
    general: GeneralFacts,
    environment: string,
    [namespace = '', ...annotations]: readonly string[],
  ): Shape {
    const { labels, selector, images, shared, own } = general;
    const facts: Record<string, unknown> = { labels: this.same(labels), selector: this.same(selector) };
    for (const [part, ofPart] of Object.entries(shared)) facts[part] = this.same(ofPart);
    for (const [part, outline] of Object.entries(own)) facts[part] = this.same(withAnnotations(outline, annotations));
    const made = this.renderer.render({ environment, namespace, ...facts } as AppInEnvironment);
    const objects = placed(NAME, made);
    const ofOwn = new Set(made.flatMap((one) => (one.part.name in own ? one.objects : [])));
    return {
      objects,
      images,
      outlines: objects.filter(({ object }) => ofOwn.has(object)),
      shared: made.filter(({ part }) => part.name in shared),
      namespaces: objects.flatMap(({ object }) => object.metadata.namespace ?? []).filter((one) => one !== namespace),
    };
  }

  /** Equal facts are one object. */
  private same(value: unknown): unknown {
    const text = JSON.stringify(value);
    const known = this.facts.get(text);
    if (known !== undefined) return known;
    if (this.facts.size >= MOST_FACTS) this.facts.clear();
    this.facts.set(text, value);
    return value;
  }
}

function factsOf(parts: readonly AnyPart[], facts: AppInEnvironment): Readonly<Record<string, unknown>> {
  const own: Record<string, unknown> = {};
  for (const part of parts) own[part.name] = part.factsOf(facts) as unknown;
  return own;
}
