import type { AnyPart, AppInEnvironment } from '@goldenpath/extension';
import type { PartObjects } from '../part-renderer';
import { placeOf } from '../render';
import type { Original } from './original';
import { type HoleValues, TextTemplate } from './text-template';

/** How often objects with placeholders are compared with those of an application's own facts. */
const TIMES = 2;
/** After so many objects of a part, new ones are not compared. */
const MOST_OF_PART = 100;

/** Compares objects with placeholders with what parts make of an application's own facts. */
export class CheckedObjects {
  private readonly times = new WeakMap<object, { count: number; last: string }>();
  private readonly ofPart = new Map<AnyPart, number>();

  /** Whether all objects are right, as far as is known. */
  areRight(made: readonly PartObjects[], facts: AppInEnvironment, original: Original): boolean {
    const known = this.times.get(made);
    if (isEnough(known, original.app)) return true;
    this.times.set(made, { count: (known?.count ?? 0) + 1, last: original.app });
    return made.every((one) => this.isRight(one, facts, original));
  }

  private isRight(made: PartObjects, facts: AppInEnvironment, { app, values, renderer }: Original): boolean {
    const { part, objects } = made;
    const known = this.times.get(objects);
    const ofPart = this.ofPart.get(part) ?? 0;
    if (isEnough(known, app) || (known === undefined && ofPart >= MOST_OF_PART)) return true;
    if (known === undefined) this.ofPart.set(part, ofPart + 1);
    this.times.set(objects, { count: (known?.count ?? 0) + 1, last: app });
    const exact = renderer.renderExactly(part, facts);
    const own = { ...made, facts: part.factsOf(facts) as unknown, objects: exact };
    return textOf(own, app) === filledJson(textOf(made, app), values);
  }
}

function isEnough(known: { readonly count: number; readonly last: string } | undefined, app: string): boolean {
  return known !== undefined && (known.count >= TIMES || known.last === app);
}

/** The objects of a part and where they are written. */
function textOf(made: PartObjects, app: string): string {
  return JSON.stringify(made.objects.map((object) => [object, placeOf(app, made, object) ?? null]));
}

function filledJson(text: string, values: HoleValues): string | undefined {
  return new TextTemplate(text).filled(values, (hole) => {
    const value = values.plain(hole);
    return { ...value, text: JSON.stringify(value.text).slice(1, -1) };
  });
}
