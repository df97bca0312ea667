import type { AppInEnvironment, ObjectPatch, Registry } from '@goldenpath/extension';
import { type KubernetesObject, type PatchedObjects, withPatch } from '@goldenpath/kustomize';
import { imageReleases } from '../container-image';
import { renderUnpatched } from '../render';
import { patchesOf, remedyOf } from './apply';
import { GUARDS } from './guards';
import type { Breach } from './guards/types';
import { positionIn } from './position';

/** What is wrong with a hand-written patch. */
export interface PatchFinding {
  /** The file of the patch, beside the spec. */
  readonly file: string;
  /** The position in the file. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly remedy: string;
}

/** Options of {@link checkPatches}. */
export interface CheckOptions {
  /** Returns whether the platform lifts a guard for the application. @default none is lifted */
  readonly isLifted?: (guard: string) => boolean;
  /** Whether the facts are those of a preview, which lacks some objects. @default false */
  readonly isPreview?: boolean;
}

/**
 * Applies the hand-written patches of an application in one environment, and returns what is wrong with them: a target or a field that
 * does not exist, and a guard that a patched object no longer passes. A patch that is wrong is left out, and the next one is checked.
 */
export function checkPatches(
  app: string,
  facts: AppInEnvironment,
  registry: Registry,
  { isLifted = () => false, isPreview = false }: CheckOptions = {},
): PatchFinding[] {
  const patches = patchesOf(facts, registry);
  if (patches.length === 0) return [];
  const all = renderUnpatched(app, facts, registry);
  const images = imageReleases(facts, registry);
  const guards = GUARDS.filter(({ name }) => !isLifted(name));
  const findings: PatchFinding[] = [];
  let objects: readonly KubernetesObject[] = all;
  for (const patch of patches) {
    const result = withPatch(objects, patch, { skipsMissing: isPreview });
    if (result.problem !== undefined) findings.push(problemOf(patch, result));
    const broken = result.changed.flatMap((change) =>
      guards.flatMap((guard) =>
        guard
          .check({ ...change, all, images })
          .map((breach) => breachOf(patch, change.after, breach, guard.name, facts.environment)),
      ),
    );
    findings.push(...broken);
    if (broken.length === 0) objects = result.objects;
  }
  return findings;
}

function problemOf(patch: ObjectPatch, { problem }: PatchedObjects): PatchFinding {
  const { path = [], message = '' } = problem ?? {};
  return {
    file: patch.file,
    path: isOfTarget(path) ? targetPath(patch, path[0]) : [...(patch.at ?? []), ...path],
    message,
    remedy: problem === undefined ? '' : remedyOf(problem),
  };
}

type TargetField = 'kind' | 'name' | 'apiVersion';

function isOfTarget(path: readonly (string | number)[]): path is readonly [TargetField] {
  return path.length === 1 && ['kind', 'name', 'apiVersion'].includes(String(path[0]));
}

/** A merge patch has its target in its own fields. */
function targetPath({ at = [] }: ObjectPatch, field: TargetField): string[] {
  if (at.length > 0) return field === 'apiVersion' ? ['target', 'group'] : ['target', field];
  return field === 'name' ? ['metadata', 'name'] : [field];
}

function breachOf(
  patch: ObjectPatch,
  { kind, metadata }: KubernetesObject,
  { path, what }: Breach,
  guard: string,
  environment: string,
): PatchFinding {
  return {
    file: patch.file,
    path: [...(patch.at ?? []), ...positionIn(patch, path)],
    message: `The patch ${what}, in ${kind} ${metadata.name} in ${environment}. The guard \`${guard}\` refuses that.`,
    remedy: `Change the patch, or ask the platform team to lift \`${guard}\` for this application in \`liftedGuards\` of the platform file.`,
  };
}
