/** Where CDKTF keeps every token that was ever made in this process, and with it the stack that it refers to. */
interface TokenRegistry {
  readonly stringTokenMap: Map<string, unknown>;
  readonly numberTokenMap: Map<number, unknown>;
}

/**
 * Runs something that makes tokens and uses them up, and then lets go of these. CDKTF keeps them for ever, and all stacks
 * of a fleet with them: twice the memory at 5,000 applications. Tokens that were there before stay. Where CDKTF
 * has no such registry any more, this just runs it.
 */
export function withOwnTokens<T>(run: () => T): T {
  const maps = tokenMaps();
  const sizes = maps.map((map) => map.size);
  try {
    return run();
  } finally {
    for (const [index, map] of tokenMaps().entries()) forgetBehind(map, sizes[index] ?? 0);
  }
}

function tokenMaps(): Map<unknown, unknown>[] {
  const { __cdktfTokenMap: registry } = globalThis as { __cdktfTokenMap?: Partial<TokenRegistry> };
  return [registry?.stringTokenMap, registry?.numberTokenMap].filter((map) => map instanceof Map);
}

/** A map has its keys in the order that they came in. */
function forgetBehind(map: Map<unknown, unknown>, size: number): void {
  let index = 0;
  for (const key of map.keys()) if (index++ >= size) map.delete(key);
}
