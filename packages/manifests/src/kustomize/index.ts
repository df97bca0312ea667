export { imageReference } from './images';
export { kustomizeTree } from './tree';
export type { EnvironmentRendition, ImageRelease, KubernetesObject, KustomizeInput, Placed, Rendition } from './types';
