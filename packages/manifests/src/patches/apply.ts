import { UserError } from '@goldenpath/errors';
import { type AppInEnvironment, type ObjectPatch, type Registry, runHook, suggestion } from '@goldenpath/extension';
import { type KubernetesObject, type PatchProblem, withPatch } from '@goldenpath/kustomize';

/** Returns the hand-written patches of an application in one environment, in the order in which they are applied. */
export function patchesOf(facts: AppInEnvironment, registry: Pick<Registry, 'parts'>): ObjectPatch[] {
  return registry.parts.flatMap((part) => {
    const own: unknown = part.factsOf(facts);
    if (own === undefined) return [];
    return runHook(part.name, 'return its patches', () => part.patches?.(own) ?? []);
  });
}

/**
 * Applies hand-written patches to objects whose released image is a bare name, as in a base. A patch whose target does not exist changes
 * nothing: previews lack some objects. `checkPatches` reports it.
 *
 * @throws UserError for a patch that does not fit. Loading a fleet reports all of them, with their locations.
 */
export function withPatches(
  objects: readonly KubernetesObject[],
  patches: readonly ObjectPatch[],
): readonly KubernetesObject[] {
  return patches.reduce((all, patch) => {
    const { objects: patched, problem } = withPatch(all, patch, { skipsMissing: true });
    if (problem !== undefined) throw new UserError(`${patch.file}: ${problem.message}`, remedyOf(problem));
    return patched;
  }, objects);
}

/** Returns the remedy of a problem, or what was probably meant. */
export function remedyOf({ remedy, choice }: PatchProblem): string {
  return choice === undefined || choice.candidates.length === 0
    ? remedy
    : suggestion(choice.written, choice.candidates);
}
