import { isList, isMap, type Json, type JsonMap } from '@goldenpath/extension';
import type { StackContent } from '../fleet-version';

/**
 * Stack content that has no effect in the cloud, and why a comparison ignores it:
 *
 * - `depends_on`: the order of Terraform's operations;
 * - `//`: metadata of CDKTF, such as its version and construct paths;
 * - `lifecycle`: settings of Terraform, such as `prevent_destroy`, which an accepted loss removes. The loss itself is a separate finding.
 */
const BOOKKEEPING = new Set(['//', 'depends_on', 'lifecycle']);

/** Returns a stack, or a part of one, without content that has no effect in the cloud. */
export function withoutBookkeeping(content: StackContent): StackContent {
  return cleaned(content) as StackContent;
}

function cleaned(value: Json | undefined): Json {
  if (isList(value)) return value.map(cleaned);
  if (!isMap(value)) return value ?? null;
  const kept: [string, Json][] = [];
  for (const name of Object.keys(value)) if (!BOOKKEEPING.has(name)) kept.push([name, cleaned(value[name])]);
  return Object.fromEntries(kept) satisfies JsonMap;
}
