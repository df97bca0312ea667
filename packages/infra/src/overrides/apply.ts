import {
  type AnyPart,
  isMap,
  type Json,
  type JsonMap,
  type Registry,
  runHook,
  type StackOverride,
} from '@goldenpath/extension';
import { stableJson } from '../synthesis/stable-json';

/** A stack in Terraform's JSON. */
export interface StackJson {
  readonly resource?: { readonly [type: string]: { readonly [name: string]: JsonMap } };
}

/** Returns the hand-written overrides of a stack, in the order in which they are applied. */
export function overridesIn({ parts }: Registry, factsOf: (part: AnyPart) => unknown): StackOverride[] {
  return parts.flatMap((part) => {
    const own = part.overrides === undefined ? undefined : factsOf(part);
    return own === undefined ? [] : runHook(part.name, 'return its overrides', () => part.overrides?.(own) ?? []);
  });
}

/** Returns the text of a stack with overrides. `checkOverrides` reports a resource that no stack has. */
export function withOverrides(text: string, overrides: readonly StackOverride[]): string {
  if (overrides.length === 0) return text;
  return stableJson(overrides.reduce(applied, JSON.parse(text) as StackJson) as Json);
}

/** Returns a stack with one override. A resource that is not in the stack is left out. */
export function applied(stack: StackJson, { resources }: StackOverride): StackJson {
  const entries = Object.entries(stack.resource ?? {}).map(([type, named]) => [
    type,
    Object.fromEntries(
      Object.entries(named).map(([name, before]) => [name, overridden(before, resources, type, name)]),
    ),
  ]);
  return stack.resource === undefined ? stack : { ...stack, resource: Object.fromEntries(entries) };
}

function overridden(before: JsonMap, resources: StackOverride['resources'], type: string, name: string): JsonMap {
  const named = Object.hasOwn(resources, type) ? resources[type] : undefined;
  const args = named !== undefined && Object.hasOwn(named, name) ? named[name] : undefined;
  return args === undefined ? before : merged(before, args);
}

/**
 * An argument or the blocks of one type replace what was there, as in an override file of Terraform. The arguments of `lifecycle` are merged.
 *
 * @see https://developer.hashicorp.com/terraform/language/files/override#merging-behavior
 */
function merged(before: JsonMap, args: JsonMap): JsonMap {
  const entries = new Map(Object.entries(before));
  for (const [argument, value] of Object.entries(args)) {
    const known = entries.get(argument);
    if (value === null) entries.delete(argument);
    else if (argument === 'lifecycle') entries.set(argument, { ...asObject(known), ...asObject(value) });
    else entries.set(argument, value);
  }
  return Object.fromEntries(entries);
}

function asObject(value: Json | undefined): JsonMap {
  return isMap(value) ? value : {};
}
