import { isMap, type JsonMap, ownValue } from '@goldenpath/extension';
import type { StackContent } from '../fleet-version';

/** A resource of a stack, as it is written there. */
export interface StackResource {
  /** As Terraform names it: `aws_db_instance.instance`. */
  readonly address: string;
  readonly type: string;
  readonly attributes: JsonMap;
}

/** Every resource of a stack by its address; none where there is no stack. */
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
