export { appManifests } from './generate';
export { readReleases, type Releases } from './releases';
export { renderApp } from './render';
export { BrokenKustomizationError, type ReleasedImage } from '@goldenpath/kustomize';
export type { KubernetesObject } from '@goldenpath/kustomize';
