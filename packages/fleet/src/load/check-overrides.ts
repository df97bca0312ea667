import type { AppFacts, Diagnostic, Platform, PlatformFacts, Registry } from '@goldenpath/extension';
import { checkOverrides } from '@goldenpath/infra';
import type { PatchedApp } from './check-patches';
import { isLiftedFor, OVERRIDE_RULE } from './patch-rule';

/** Where the overrides of an application apply. */
export interface OverrideContext {
  readonly platform: Platform;
  readonly platformFacts: PlatformFacts;
  readonly registry: Registry;
}

/**
 * Applies the hand-written overrides of an application to its stacks, and returns what is wrong with them, each at its line. What is wrong in
 * several environments is reported once.
 */
export function overrideProblems(
  { document, dataDocuments }: PatchedApp,
  facts: AppFacts,
  { platform, platformFacts, registry }: OverrideContext,
): Diagnostic[] {
  const isLifted = (guard: string) => isLiftedFor(facts.name, guard, platform);
  const seen = new Set<string>();
  return checkOverrides(facts, { platform: platformFacts, registry, isLifted }).flatMap(
    ({ file, path, at, message, remedy }) => {
      const key = JSON.stringify([file, path]);
      if (seen.has(key)) return [];
      seen.add(key);
      return [
        { rule: OVERRIDE_RULE, message, remedy, location: (dataDocuments?.get(file) ?? document).locate(path, at) },
      ];
    },
  );
}
