import { findImage, parseKustomization, type ReleasedImage } from './image-entries';

/**
 * What an overlay says of an image: its `images` are the only place that knows which tag runs. `undefined` without an entry.
 *
 * @param kustomizationText the overlay's `kustomization.yaml`, whoever edited it.
 * @param imageName the bare name in the base.
 * @param file where the text is from, for the error. @default 'kustomization.yaml'
 * @throws BrokenKustomizationError when the text cannot be understood.
 */
export function readRelease(
  kustomizationText: string,
  imageName: string,
  file = 'kustomization.yaml',
): ReleasedImage | undefined {
  return findImage(parseKustomization(kustomizationText, file), imageName, file)?.released;
}
