export { appManifests } from './generate';
export { checkPatches, type CheckOptions, type PatchFinding } from './patches/check';
export { readReleases, type Releases } from './releases';
export { appRenderer, renderApp } from './render';
export { ManifestShapes } from './shapes/manifest-shapes';
export { BrokenKustomizationError, type ReleasedImage } from '@goldenpath/kustomize';
export type { KubernetesObject } from '@goldenpath/kustomize';
