import type { AppFacts, Diagnostic, Platform, Registry } from '@goldenpath/extension';
import { checkPatches, type PatchFinding } from '@goldenpath/manifests';
import type { LoadedApp } from '@goldenpath/spec';
import { isLiftedFor, PATCH_RULE } from './patch-rule';

/** An application with patches, as it was loaded. */
export type PatchedApp = Pick<LoadedApp, 'document' | 'dataDocuments'>;

/**
 * Applies the hand-written patches of an application to its rendered objects, and returns what is wrong with them, each at its line. What
 * is wrong in several environments is reported once.
 */
export function patchProblems(
  { document, dataDocuments }: PatchedApp,
  facts: AppFacts,
  { platform, registry }: { readonly platform: Platform; readonly registry: Registry },
): Diagnostic[] {
  const { name, environments, pullRequests } = facts;
  const isLifted = (guard: string) => isLiftedFor(name, guard, platform);
  const inEnvironments = environments.flatMap((each) => checkPatches(name, each, registry, { isLifted }));
  const inPreviews =
    pullRequests === undefined ? [] : checkPatches(name, pullRequests.facts, registry, { isLifted, isPreview: true });
  const seen = new Set<string>();
  return [...inEnvironments, ...inPreviews].flatMap(({ file, path, message, remedy }: PatchFinding) => {
    const key = JSON.stringify([file, path]);
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ rule: PATCH_RULE, message, remedy, location: (dataDocuments?.get(file) ?? document).locate(path) }];
  });
}
