export { BrokenKustomizationError } from './images/errors';
export type { ReleasedImage } from './images/image-entries';
export { readRelease } from './images/read-release';
export { type Release, withRelease } from './images/with-release';
export { imageReference } from './tree/images';
export { kustomizeTree } from './tree/tree';
export type {
  EnvironmentRendition,
  ImageRelease,
  KubernetesObject,
  KustomizeInput,
  Placed,
  Rendition,
} from './tree/types';
