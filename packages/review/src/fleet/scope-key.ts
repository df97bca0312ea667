import type { Scope } from '@goldenpath/extension';

/** A scope as the key of a map. Names of applications and environments hold no spaces. */
export function scopeKey({ app, environment }: Scope): string {
  return `${app ?? ''} ${environment ?? ''}`;
}

/** Things by their scope, in their order within each. */
export function byScope<Thing extends Scope>(things: readonly Thing[]): Map<string, Thing[]> {
  const scopes = new Map<string, Thing[]>();
  for (const thing of things) {
    const key = scopeKey(thing);
    const here = scopes.get(key);
    if (here === undefined) scopes.set(key, [thing]);
    else here.push(thing);
  }
  return scopes;
}
