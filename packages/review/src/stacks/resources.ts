import { isMap, type JsonMap, ownValue } from '@goldenpath/extension';
import type { StackContent } from '../fleet-version';

/** A resource of a stack as written. */
export interface StackResource {
  /** The Terraform address: `aws_db_instance.instance`. */
  readonly address: string;
  readonly type: string;
  readonly attributes: JsonMap;
}

/** Returns every resource of a stack by its address; none without a stack. */
export function resourcesOf(stack: StackContent | undefined): Map<string, StackResource> {
  const found = new Map<string, StackResource>();
  const types = stack === undefined ? undefined : ownValue(stack, 'resource');
  if (!isMap(types)) return found;
  for (const [type, named] of Object.entries(types)) {
    if (!isMap(named)) continue;
    for (const [name, attributes] of Object.entries(named)) {
      const address = `${type}.${name}`;
      if (isMap(attributes)) found.set(address, { address, type, attributes });
    }
  }
  return found;
}
