import type { AppInEnvironment, ContainerImage, Registry } from '@goldenpath/extension';
import { imageReference, type ImageRelease, type ReleasedImage } from '@goldenpath/kustomize';

type BuiltImage = Extract<ContainerImage, { source: 'built' }>;

/** What a container's `image` says in a base: the bare name where it is released, for an overlay to replace. */
export function imageName(image: ContainerImage): string {
  return image.source === 'upstream' ? image.reference : image.placeholder;
}

/** What a container's `image` says in the cluster. An upstream image is not released by us: it is what the spec says. */
export function pulledImage(image: ContainerImage, released?: ReleasedImage): string {
  return image.source === 'upstream' ? image.reference : imageReference(release(image, released));
}

/** The image that releases move: that of the first part which has one that is built. */
export function builtImage(facts: AppInEnvironment, registry: Pick<Registry, 'parts'>): BuiltImage | undefined {
  for (const part of registry.parts) {
    const own: unknown = part.factsOf(facts);
    const image = own === undefined ? undefined : part.image?.(own);
    if (image?.source === 'built') return image;
  }
  return undefined;
}

/** The images of one environment that are released: none where the image is an upstream one. */
export function imageReleases(
  facts: AppInEnvironment,
  registry: Pick<Registry, 'parts'>,
  released?: ReleasedImage,
): ImageRelease[] {
  const image = builtImage(facts, registry);
  return image === undefined ? [] : [release(image, released)];
}

/** Which registry it is pulled from is the platform's to say; the tag and the digest are the pipeline's. */
function release({ placeholder, url, initialTag }: BuiltImage, { newTag, digest }: ReleasedImage = {}): ImageRelease {
  const neverReleased = newTag === undefined && digest === undefined;
  return {
    name: placeholder,
    newName: url,
    ...(neverReleased ? { newTag: initialTag } : newTag !== undefined && { newTag }),
    ...(digest !== undefined && { digest }),
  };
}
