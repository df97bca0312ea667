import type { Place } from './pair';

/** A place as the key of a map. No name of an application or an environment holds a space. */
export function keyOf({ app, environment }: Place): string {
  return `${app ?? ''} ${environment ?? ''}`;
}

/** Things by where they are, each place's in their order. */
export function byPlace<Thing extends Place>(things: readonly Thing[]): Map<string, Thing[]> {
  const places = new Map<string, Thing[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    const here = places.get(key);
    if (here === undefined) places.set(key, [thing]);
    else here.push(thing);
  }
  return places;
}
