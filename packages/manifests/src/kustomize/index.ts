export { imageReference } from './images';
export { BrokenKustomizationError, releasedImage, releasedTag } from './release-state';
export type { ReleasedImage } from './release-state';
export { kustomizeTree } from './tree';
export type { EnvironmentRendition, ImageRelease, KubernetesObject, KustomizeInput, Placed, Rendition } from './types';
