import { isList, isMap, mapOf } from './json';
import type { ImageRelease, Json } from './types';

/** The fields under which kustomize looks for images, at any depth. */
const CONTAINER_LISTS = new Set(['containers', 'initContainers']);

/** The whole reference that runs: `newName:newTag@digest`. */
export function imageReference({ newName, newTag, digest }: ImageRelease): string {
  return newName + (newTag === undefined ? '' : `:${newTag}`) + (digest === undefined ? '' : `@${digest}`);
}

/**
 * The value with the bare name in place of each released image's reference.
 *
 * @throws Error when an image that is not released would be taken for one that is: kustomize goes by the name alone.
 */
export function withBareImages(value: Json, images: readonly ImageRelease[]): Json {
  if (isList(value)) return value.map((item) => withBareImages(item, images));
  if (!isMap(value)) return value;
  return mapOf(
    Object.entries(value).map(([field, item]): [string, Json] => {
      const inner = withBareImages(item, images);
      return [
        field,
        CONTAINER_LISTS.has(field) && isList(inner) ? inner.map((one) => bareContainer(one, images)) : inner,
      ];
    }),
  );
}

function bareContainer(container: Json, images: readonly ImageRelease[]): Json {
  if (!isMap(container) || typeof container['image'] !== 'string') return container;
  const bare = bareName(container['image'], images);
  return bare === container['image'] ? container : { ...container, image: bare };
}

function bareName(image: string, images: readonly ImageRelease[]): string {
  const release = images.find((one) => image === one.name || image === imageReference(one));
  if (release !== undefined) return release.name;
  const clash = images.find(({ name }) => image.startsWith(`${name}:`) || image.startsWith(`${name}@`));
  if (clash === undefined) return image;
  throw new Error(`The image ${image} is not the release ${imageReference(clash)}, and kustomize would make it that.`);
}

/** The entry of an overlay's `images`. */
export function imageEntry({ name, newName, newTag, digest }: ImageRelease): Json {
  return {
    name,
    newName,
    ...(newTag === undefined ? {} : { newTag }),
    ...(digest === undefined ? {} : { digest }),
  };
}
