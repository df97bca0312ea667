import { text } from '../made-up';
import type { Values } from '../../wire/values';
import type { Place } from '../behaviour';

/** The region that a resource is in: its own, or that of the provider. */
export function regionOf(values: Values, place: Place): string {
  return text(values['region']) || place.region;
}

/** A key that is unique in a region. */
export function regional(values: Values, place: Place, name: string): string {
  return `${regionOf(values, place)}/${name}`;
}

/** An ARN of a regional service. */
export function arn(service: string, values: Values, place: Place, resource: string): string {
  return `arn:${place.partition}:${service}:${regionOf(values, place)}:${place.accountId}:${resource}`;
}

/** An ARN of IAM, which is in no region. */
export function iamArn(place: Place, resource: string): string {
  return `arn:${place.partition}:iam::${place.accountId}:${resource}`;
}
