export { appManifests } from './generate';
export { readReleases, type Releases } from './releases';
export { renderApp } from './charts/render';
export { BrokenKustomizationError } from './kustomize';
export type { KubernetesObject, ReleasedImage } from './kustomize';
