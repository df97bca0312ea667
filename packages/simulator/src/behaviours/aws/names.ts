import { text } from '../made-up';
import type { Values } from '../../wire/values';
import type { ProviderScope } from '../behaviour';

/** Returns the region of a resource: its own, or that of the provider. */
export function regionOf(values: Values, scope: ProviderScope): string {
  return text(values['region']) || scope.region;
}

/** Returns a key that is unique in a region. */
export function regional(values: Values, scope: ProviderScope, name: string): string {
  return `${regionOf(values, scope)}/${name}`;
}

/** Returns an ARN of a regional service. */
export function arn(service: string, values: Values, scope: ProviderScope, resource: string): string {
  return `arn:${scope.partition}:${service}:${regionOf(values, scope)}:${scope.accountId}:${resource}`;
}

/** Returns an ARN of IAM, which has no region. */
export function iamArn(scope: ProviderScope, resource: string): string {
  return `arn:${scope.partition}:iam::${scope.accountId}:${resource}`;
}
