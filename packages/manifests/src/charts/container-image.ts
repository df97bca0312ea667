import { imageReference, type ImageRelease, type ReleasedImage } from '@goldenpath/kustomize';
import type { AppInEnvironment, ContainerImage } from '@goldenpath/model';

/** What a container's `image` says in a base: the bare name where it is released, for an overlay to replace. */
export function imageName(image: ContainerImage): string {
  return image.source === 'upstream' ? image.reference : image.placeholder;
}

/** What a container's `image` says in the cluster. An upstream image is not released by us: it is what the spec says. */
export function pulledImage(image: ContainerImage, released?: ReleasedImage): string {
  return image.source === 'upstream' ? image.reference : imageReference(release(image, released));
}

/** The images of one environment that are released: none where the image is an upstream one. */
export function imageReleases({ workload }: AppInEnvironment, released?: ReleasedImage): ImageRelease[] {
  return workload?.image.source === 'built' ? [release(workload.image, released)] : [];
}

/** Which registry it is pulled from is the platform's to say; the tag and the digest are the pipeline's. */
function release(
  { placeholder, url, initialTag }: Extract<ContainerImage, { source: 'built' }>,
  { newTag, digest }: ReleasedImage = {},
): ImageRelease {
  const neverReleased = newTag === undefined && digest === undefined;
  return {
    name: placeholder,
    newName: url,
    ...(neverReleased ? { newTag: initialTag } : newTag !== undefined && { newTag }),
    ...(digest !== undefined && { digest }),
  };
}
