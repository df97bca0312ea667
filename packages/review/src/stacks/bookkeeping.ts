import { isList, isMap, type Json, type JsonMap } from '@goldenpath/extension';
import type { StackContent } from '../fleet-version';

/**
 * What stacks hold that is nothing in the cloud, and why it is left out where they are compared:
 *
 * - `depends_on`: in which order Terraform goes;
 * - `//`: what CDKTF notes down for itself, such as its version and the path of the construct;
 * - `lifecycle`: what Terraform refuses or how it goes about something, such as `prevent_destroy`, which an accepted loss takes away.
 *   What it refuses to lose is a finding of its own when it is lost.
 */
const BOOKKEEPING = new Set(['//', 'depends_on', 'lifecycle']);

/** A stack, or a part of one, as it differs in the cloud. */
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
