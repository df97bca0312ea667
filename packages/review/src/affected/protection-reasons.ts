import { type AnyPart, acceptanceOf, type Protection } from '@goldenpath/extension';
import type { FleetChange } from '../fleet/fleet-change';
import type { Unit } from './units';

/**
 * Returns the protections in the cloud that accepted losses remove, such as the deletion protection of an instance. Terraform's
 * `prevent_destroy` is not one: it changes nothing in the cloud.
 */
export function protectionReasons(change: FleetChange, unit: Unit): string[] {
  return change.registry.parts.flatMap((part) =>
    (part.review?.().protections ?? []).flatMap((protection) => reasonsOf(change, unit, part, protection)),
  );
}

function reasonsOf({ head }: FleetChange, unit: Unit, part: AnyPart, protection: AnyProtection): string[] {
  const { app, pair, in: environment } = unit;
  const { rule, what } = protection;
  const [before, after] = (['base', 'head'] as const).map((version) => protectionOf(unit, part, protection, version));
  if (before === undefined || after === undefined || before === after) return [];
  if (after) return [`the loss of the ${what} is no longer accepted`];
  const accepted = acceptanceOf([...(pair?.head?.accept ?? []), ...head.facts.platform.accept], rule, {
    ...(app !== null && { app }),
    ...(environment !== undefined && { environment: environment.name }),
  });
  const why = accepted === undefined ? '' : `, because ${JSON.stringify(accepted.reason)}`;
  return [`the ${what} is no longer protected: its loss is accepted${why}`];
}

type AnyProtection = Protection<unknown, unknown, unknown>;

function protectionOf(
  { pair, in: environment }: Unit,
  part: AnyPart,
  { inEnvironment, once, platform }: AnyProtection,
  version: 'base' | 'head',
): boolean | undefined {
  const read = (facts: unknown, hook: ((facts: unknown) => boolean | undefined) | undefined) =>
    facts === undefined ? undefined : hook?.(facts);
  if (pair === undefined) {
    const shared = environment?.[version];
    return read(shared && part.sharedOf(shared), platform);
  }
  if (environment === undefined) {
    const app = pair[version];
    return read(app && part.onceOf(app), once);
  }
  const here = pair.environments.find((candidate) => candidate.environment === environment)?.[version];
  return read(here && part.factsOf(here), inEnvironment);
}
