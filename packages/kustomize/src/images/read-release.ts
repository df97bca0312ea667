import { findImage, parseKustomization, type ReleasedImage } from './image-entries';

/**
 * Returns the release of an image in an overlay, which is the only record of the running tag. `undefined` without an entry.
 *
 * @param kustomizationText the overlay's `kustomization.yaml`, which may be edited by hand.
 * @param imageName the image name in the base, without a registry.
 * @param file the file name for errors. @default 'kustomization.yaml'
 * @throws BrokenKustomizationError when the text cannot be interpreted.
 */
export function readRelease(
  kustomizationText: string,
  imageName: string,
  file = 'kustomization.yaml',
): ReleasedImage | undefined {
  return findImage(parseKustomization(kustomizationText, file), imageName, file)?.released;
}
