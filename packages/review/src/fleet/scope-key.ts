import { type Scope, scopeKey } from '@goldenpath/extension';

/** Groups things by scope, in their order within each. */
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
