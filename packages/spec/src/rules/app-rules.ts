import type { AppContext, Registry, Rule } from '@goldenpath/extension';
import { acceptedEnvironmentsExist, acceptedReasonsAreOneLine } from './acceptance';
import { environmentsExist, overridesAreUsed } from './environments';
import { nameIsNoDevice } from './folder-names';
import { applicationNameIsFree, hasPublicName } from './reserved-names';
import { specHoldsNoSecret } from './secrets';
import { descriptionIsOneLine, nameIsFolder, ownerIsTeam } from './identity';

/** Rules for every application. */
export const COMMON_RULES: readonly Rule<AppContext>[] = [
  nameIsFolder,
  nameIsNoDevice,
  descriptionIsOneLine,
  ownerIsTeam,
  environmentsExist,
  overridesAreUsed,
  acceptedEnvironmentsExist,
  acceptedReasonsAreOneLine,
  specHoldsNoSecret,
];

const rules = new WeakMap<Registry, Map<string, readonly Rule<AppContext>[]>>();

/** Returns the rules for an application of a kind, which its schema cannot express. */
export function rulesOf(kind: string, registry: Registry): readonly Rule<AppContext>[] {
  const known = rules.get(registry) ?? new Map<string, readonly Rule<AppContext>[]>();
  rules.set(registry, known);
  const ofKind = known.get(kind) ?? makeRules(kind, registry);
  known.set(kind, ofKind);
  return ofKind;
}

function makeRules(kind: string, registry: Registry): readonly Rule<AppContext>[] {
  const named = hasPublicName(kind, registry) ? [applicationNameIsFree] : [];
  return [...COMMON_RULES, ...named, ...registry.partsOf(kind).flatMap((part) => part.rules?.().rules ?? [])];
}
