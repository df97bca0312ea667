import type {
  AppEnvironmentPair,
  AppPair,
  Difference,
  EnvironmentPair,
  Json,
  Pair,
  PlatformFacts,
} from '@goldenpath/extension';
import type { FleetChange } from '../fleet/fleet-change';
import { fileReasons } from './file-reasons';
import { reasonsInEnvironment, reasonsOnce, writtenChanges, writtenReasons } from './own-reasons';
import { platformCauses } from './platform-causes';
import type { PlatformField, PlatformUser } from './platform-fields';
import { platformReasons, type PlatformReason } from './platform-reasons';
import { protectionReasons } from './protection-reasons';
import type { Hide } from './reason-text';
import { releaseReasons } from './release-reasons';
import type { SpecField } from './spec-fields';
import type { Unit } from './units';
import { useReasons } from './use-reasons';

/** The input for finding reasons. */
export interface ReasonContext {
  readonly change: FleetChange;
  /** The differences of the platform file. */
  readonly platform: readonly Difference[];
  /** The known fields of specs and of the platform file. */
  readonly specFields: readonly SpecField[];
  readonly platformFields: readonly PlatformField[];
  readonly hide: Hide;
}

const GENERATORS = 'the generators changed';
const UNEXPLAINED = 'its generated files changed';

/** Returns why a unit is affected, most important first. Never empty. */
export function reasonsOf(context: ReasonContext, unit: Unit): readonly string[] {
  const { change } = context;
  const platform = unit.change === 'changed' ? platformReasonsOf(context, unit) : comingAndGoing(context, unit);
  const texts = [
    ...ownReasons(context, unit),
    ...platform.map(({ text }) => text),
    ...protectionReasons(change, unit),
    ...releaseReasons(change, unit),
    ...(change.generatorsChanged ? [GENERATORS] : []),
  ];
  if (texts.length > 0) return [...new Set(texts)];
  const written = unit.pair === undefined ? [] : writtenOf(change, unit.pair);
  const asWritten = writtenReasons(written, unit.in?.name, context.hide);
  return asWritten.length === 0 ? [UNEXPLAINED] : asWritten;
}

function ownReasons(context: ReasonContext, unit: Unit): string[] {
  const { pair, in: environment } = unit;
  if (pair === undefined)
    return environment === undefined || unit.change !== 'changed' ? [] : platformCauses(context.change, environment);
  if (pair.base === undefined) return ['added to the fleet'];
  if (pair.head === undefined) return ['removed from the fleet'];
  const written = writtenOf(context.change, pair);
  const { base, head } = pair;
  const { registry } = context.change;
  if (environment === undefined)
    return [
      ...reasonsOnce(context.specFields, registry, pair, written, context.hide),
      ...fileReasons(registry, (part) => ({ base: part.onceOf(base), head: part.onceOf(head) })),
    ];
  const place = placeOf(pair, environment);
  if (place === undefined) return [];
  if (unit.change === 'added') return environment.base === undefined ? [] : [`now runs in ${environment.name}`];
  if (unit.change === 'removed') return environment.head === undefined ? [] : [`no longer runs in ${environment.name}`];
  return [
    ...reasonsInEnvironment(context.specFields, pair, place, environment.name, written, context.hide),
    ...fileReasons(registry, (part) => ({
      base: place.base && part.factsOf(place.base),
      head: place.head && part.factsOf(place.head),
    })),
    ...useReasons(context.change, place),
  ];
}

/** An added or removed environment is a platform change, and the only reason that matters there. */
function comingAndGoing(
  { platform, platformFields, hide }: ReasonContext,
  { in: environment, pair }: Unit,
): PlatformReason[] {
  if (
    environment === undefined ||
    (environment.base !== undefined && environment.head !== undefined && pair !== undefined)
  )
    return [];
  const changes = { changes: platform, fields: platformFields };
  return platformReasons(changes, { base: undefined, head: undefined }, environment.name, hide).filter(
    ({ difference }) => difference.path.startsWith('environments['),
  );
}

function platformReasonsOf({ change, platform, platformFields, hide }: ReasonContext, unit: Unit): PlatformReason[] {
  const { pair, in: environment } = unit;
  const place = pair !== undefined && environment !== undefined ? placeOf(pair, environment) : undefined;
  const user = (version: 'base' | 'head', facts: PlatformFacts): PlatformUser => ({
    platform: facts,
    app: pair?.[version],
    here: place?.[version],
    environment: environment?.[version],
  });
  const users = { base: user('base', change.base.facts.platform), head: user('head', change.head.facts.platform) };
  return platformReasons({ changes: platform, fields: platformFields }, users, unit.environment, hide);
}

function writtenOf({ base, head }: FleetChange, { name }: AppPair): readonly Difference[] {
  return writtenChanges({ base: base.writtenApps.get(name), head: head.writtenApps.get(name) } satisfies Pair<Json>);
}

function placeOf({ environments }: AppPair, environment: EnvironmentPair): AppEnvironmentPair | undefined {
  return environments.find((place) => place.environment === environment);
}
