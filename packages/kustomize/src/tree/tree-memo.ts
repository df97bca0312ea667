import { managedYamlText } from '@goldenpath/files';
import type { Json } from './types';

/**
 * What was made for earlier trees. Trees that contain the same objects, the same ones in memory, share what is made from them alone: their
 * part of the base, their patches and their text. The objects must not change.
 */
export class TreeMemo {
  private readonly made = new Map<string, unknown>();
  private readonly numbers = new WeakMap<object, number>();
  private readonly texts = new WeakMap<object, string>();
  private count = 0;

  /**
   * Returns `make()`, or its result for the same objects.
   *
   * @param what - What it is, with all that is not in the objects.
   */
  of<Value>(what: string, objects: readonly object[], make: () => Value): Value {
    let key = what;
    for (const object of objects) key += `\n${this.numberOf(object)}`;
    // Undefined is never made.
    const known = this.made.get(key) as Value | undefined;
    if (known !== undefined) return known;
    if (this.made.size >= MOST) this.made.clear();
    const value = make();
    this.made.set(key, value);
    return value;
  }

  /** Returns the text of a file that {@link of} may have made. */
  text(data: Json): string {
    if (typeof data !== 'object' || data === null) return managedYamlText(data);
    const known = this.texts.get(data);
    if (known !== undefined) return known;
    const text = managedYamlText(data);
    this.texts.set(data, text);
    return text;
  }

  private numberOf(object: object): number {
    const known = this.numbers.get(object);
    if (known !== undefined) return known;
    this.count += 1;
    this.numbers.set(object, this.count);
    return this.count;
  }
}

/** Limit on what is kept in memory. */
const MOST = 20_000;
