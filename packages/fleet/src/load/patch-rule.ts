import type { AppFacts, Registry } from '@goldenpath/extension';

/** The rule of every problem of a hand-written patch with the objects of its application. */
export const PATCH_RULE = 'patch';

/** Returns whether an application has hand-written patches. Only then are its objects rendered to validate it. */
export function hasPatches({ environments }: AppFacts, registry: Registry): boolean {
  return environments.some((facts) =>
    registry.parts.some((part) => part.patches !== undefined && part.factsOf(facts) !== undefined),
  );
}
