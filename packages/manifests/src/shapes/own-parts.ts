import type {
  AnyPart,
  AppInEnvironment,
  KubernetesObject,
  ObjectFile,
  PartCharts,
  PodContribution,
} from '@goldenpath/extension';
import { ApiObject } from 'cdk8s';
import { placeOf } from '../render';
import { makesPods } from '../selected-pods';
import type { Original } from './original';

/** What other objects and the names of files depend on, of an object. */
interface ObjectOutline {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Where the part says that it is written. @default the default place */
  readonly place?: ObjectFile;
}

/** What everything else depends on, of what a part makes: its additions to the pods, and outlines of its objects. */
export interface PartOutline {
  readonly pod: PodContribution;
  readonly objects: readonly ObjectOutline[];
}

/** What a part made of an application's own facts. */
export interface OwnObjects {
  readonly part: AnyPart;
  /** With the index of an annotation in place of its value. */
  readonly outline: PartOutline;
  /** The values of pod annotations. */
  readonly annotations: readonly string[];
  readonly objects: readonly KubernetesObject[];
}

/**
 * The parts that do not declare `chartsInsertNames`. They never see a placeholder: what they make is made of an application's own facts.
 * Everything else is made with outlines of it.
 */
export class OwnParts {
  private readonly parts: readonly AnyPart[];
  /** Those with objects in a base. Their applications are made from their own facts. */
  private readonly inBase = new Set<AnyPart>();

  constructor(parts: readonly AnyPart[]) {
    this.parts = parts.filter((part) => part.charts !== undefined && part.chartsInsertNames !== true);
  }

  /** Returns parts of which each of these makes outlines, from facts that are its outline. */
  withOutlines(parts: readonly AnyPart[]): readonly AnyPart[] {
    return parts.map((part) => (this.parts.includes(part) ? outlined(part) : part));
  }

  /** Whether a part has objects in a base, as far as is known. */
  areInBase(facts: AppInEnvironment): boolean {
    for (const part of this.inBase) if (part.factsOf(facts) !== undefined) return true;
    return false;
  }

  /** Returns what these parts make of facts; `undefined` if others depend on more of it than its outline. */
  of(
    facts: AppInEnvironment,
    { app, renderer }: Pick<Original, 'app' | 'renderer'>,
  ): readonly OwnObjects[] | undefined {
    const made: OwnObjects[] = [];
    for (const part of this.parts) {
      const own: unknown = part.factsOf(facts);
      if (own === undefined) continue;
      const objects = renderer.renderExactly(part, facts);
      const outlines = objects.map((object) => outlineOf(object, placeOf(app, { part, facts: own, objects }, object)));
      const isInBase = outlines.some(({ place }) => place?.home === 'base');
      if (isInBase) this.inBase.add(part);
      if (isInBase || !objects.every((object) => hasOutline(object, facts))) return undefined;
      const { annotations = {}, ...pod } = renderer.contributionOf(part, facts) ?? {};
      const keys = Object.keys(annotations).map((key, index) => [key, String(index)]);
      const outline = {
        pod: { ...pod, annotations: Object.fromEntries(keys) as Record<string, string> },
        objects: outlines,
      };
      made.push({ part, outline, annotations: Object.values(annotations), objects });
    }
    return made;
  }
}

/** Whether nothing else depends on more than the outline of an object. */
function hasOutline(object: KubernetesObject, { namespace }: AppInEnvironment): boolean {
  const { name, namespace: own } = object.metadata;
  return typeof name === 'string' && own === namespace && !makesPods(object);
}

function outlineOf({ apiVersion, kind, metadata: { name } }: KubernetesObject, place?: ObjectFile): ObjectOutline {
  return { apiVersion, kind, name, ...(place !== undefined && { place }) };
}

/** A part whose facts are an outline. */
function outlined(part: AnyPart): AnyPart {
  const { image: _, ...rest } = part;
  return { ...rest, charts: () => OUTLINES };
}

const OUTLINES: PartCharts<PartOutline> = {
  add: (chart, { facts }) => {
    for (const [index, { apiVersion, kind, name }] of facts.objects.entries())
      new ApiObject(chart, `object-${index}`, { apiVersion, kind, metadata: { name } });
  },
  pod: ({ pod }) => pod,
  file: ({ apiVersion, kind, metadata }, { objects }) =>
    objects.find((one) => one.apiVersion === apiVersion && one.kind === kind && one.name === metadata.name)?.place,
};

/** Returns an outline with the values of the annotations. */
export function withAnnotations({ pod, objects }: PartOutline, values: readonly string[]): PartOutline {
  const { annotations = {}, ...rest } = pod;
  const entries = Object.entries(annotations).map(([key, index]) => [key, values[Number(index)] ?? '']);
  return { pod: { ...rest, ...(entries.length > 0 && { annotations: Object.fromEntries(entries) }) }, objects };
}
