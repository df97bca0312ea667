import type { AnyPart, AppInEnvironment, Registry } from '@goldenpath/extension';
import type { KubernetesObject } from '@goldenpath/kustomize';
import { imageName } from '../container-image';
import { type PartObjects, PartRenderer } from '../part-renderer';
import { placeOf } from '../render';
import { type HoleValues, TextTemplate } from './text-template';

/** How often objects with placeholders are compared with those of an application's own facts. */
const TIMES = 2;
/** After so many objects of a part, new ones are not compared. */
const MOST_OF_PART = 100;

interface Original {
  readonly app: string;
  /** The application's own facts. */
  readonly facts: AppInEnvironment;
  readonly values: HoleValues;
}

/** Compares objects with placeholders with what a part makes of an application's own facts. */
export class CheckedObjects {
  private readonly times = new WeakMap<readonly KubernetesObject[], { count: number; last: string }>();
  private readonly ofPart = new Map<AnyPart, number>();

  constructor(private readonly registry: Registry) {}

  /** Whether the objects are right, as far as is known. */
  isRight(made: PartObjects, { app, facts, values }: Original): boolean {
    const { part, objects } = made;
    const known = this.times.get(objects);
    const count = known?.count ?? 0;
    const ofPart = this.ofPart.get(part) ?? 0;
    if (count >= TIMES || known?.last === app || (count === 0 && ofPart >= MOST_OF_PART)) return true;
    if (count === 0) this.ofPart.set(part, ofPart + 1);
    this.times.set(objects, { count: count + 1, last: app });
    const exact = new PartRenderer(app, this.registry, imageName).renderExactly(part, facts);
    const own = { ...made, facts: part.factsOf(facts) as unknown, objects: exact };
    return textOf(own, app) === filledJson(textOf(made, app), values);
  }
}

/** The objects of a part and where they are written. */
function textOf(made: PartObjects, app: string): string {
  return JSON.stringify(made.objects.map((object) => [object, placeOf(app, made, object) ?? null]));
}

function filledJson(text: string, values: HoleValues): string | undefined {
  return new TextTemplate(text).filled(values, (value) => JSON.stringify(value).slice(1, -1));
}
