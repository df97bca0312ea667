export { BrokenKustomizationError } from './images/errors';
export type { ReleasedImage } from './images/image-entries';
export { readRelease } from './images/read-release';
export { withoutRelease, withReleaseOf } from './images/release-state';
export { type Release, withRelease } from './images/with-release';
export { isOverlayKustomization, overlayKustomization, overlayPath } from './overlay-path';
export { imageReference } from './tree/images';
export { type PatchedObjects, type PatchOptions, withPatch } from './patches/apply';
export { pointerSteps } from './patches/operations';
export type { PatchProblem } from './patches/types';
export { withReleasedImages } from './tree/images';
export { overlayObjectText } from './tree/rendered';
export { kustomizeTree } from './tree/tree';
export { TreeMemo } from './tree/tree-memo';
export type {
  EnvironmentRendition,
  ImageRelease,
  KubernetesObject,
  KustomizeInput,
  ObjectPatch,
  PatchOperation,
  PatchTarget,
  Placed,
  Rendition,
} from './tree/types';
