export { appManifests, type Releases } from './generate';
export { renderApp } from './charts/render';
export { BrokenKustomizationError, releasedImage, releasedTag } from './kustomize';
export type { KubernetesObject, ReleasedImage } from './kustomize';
