import type { AppFacts, Platform, Registry } from '@goldenpath/extension';

/** The rule of every problem of a hand-written patch with the objects of its application. */
export const PATCH_RULE = 'patch';

/** The rule of every problem of a hand-written override with the stacks of its application. */
export const OVERRIDE_RULE = 'override';

/** Returns whether an application has hand-written patches. Only then are its objects rendered to validate it. */
export function hasPatches({ environments }: AppFacts, registry: Registry): boolean {
  return environments.some((facts) =>
    registry.parts.some((part) => part.patches !== undefined && part.factsOf(facts) !== undefined),
  );
}

/** Returns whether an application has hand-written overrides. Only then are its stacks built to validate it. */
export function hasOverrides(app: AppFacts, { parts }: Registry): boolean {
  return parts.some(
    (part) =>
      part.overrides !== undefined &&
      (part.onceOf(app) !== undefined || app.environments.some((facts) => part.factsOf(facts) !== undefined)),
  );
}

/** Returns whether the platform file lifts a guard for an application. */
export function isLiftedFor(
  app: string,
  guard: string,
  { liftedGuards = [] }: Pick<Platform, 'liftedGuards'>,
): boolean {
  return liftedGuards.some((lifted) => lifted.guard === guard && (lifted.apps?.includes(app) ?? true));
}
