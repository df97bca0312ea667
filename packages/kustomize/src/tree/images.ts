import { isList, isMap, mapOf } from './json';
import type { ImageRelease, Json, KubernetesObject } from './types';

/** The fields in which kustomize looks for images, at any depth. */
const CONTAINER_LISTS = new Set(['containers', 'initContainers']);

/** Returns the whole image reference: `newName:newTag@digest`. */
export function imageReference({ newName, newTag, digest }: ImageRelease): string {
  return newName + (newTag === undefined ? '' : `:${newTag}`) + (digest === undefined ? '' : `@${digest}`);
}

/**
 * Replaces each released image's reference by its bare name. A value without images is returned as the same object, so that callers can
 * compare by identity.
 *
 * @throws Error when another image has the name of a released one: kustomize matches by name only.
 */
export function withBareImages(value: Json, images: readonly ImageRelease[]): Json {
  return withImages(value, (image) => bareName(image, images));
}

type ChangeImage = (image: string) => string;

function withImages(value: Json, change: ChangeImage): Json {
  if (isList(value)) return mapped(value, (item) => withImages(item, change));
  if (!isMap(value)) return value;
  const fields = Object.keys(value);
  const items = Object.values(value);
  const changed = mapped(items, (item, index) => withImagesOf(fields[index] ?? '', item, change));
  return changed === items
    ? value
    : mapOf(fields.map((field, index): [string, Json] => [field, changed[index] ?? null]));
}

function withImagesOf(field: string, value: Json, change: ChangeImage): Json {
  const inner = withImages(value, change);
  return CONTAINER_LISTS.has(field) && isList(inner) ? mapped(inner, (one) => withImage(one, change)) : inner;
}

/** Replaces each bare name of a released image by the whole reference, as the `images` of an overlay do. */
export function withReleasedImages(object: KubernetesObject, images: readonly ImageRelease[]): KubernetesObject {
  if (images.length === 0) return object;
  // API objects are JSON by contract.
  return withImages(object as unknown as Json, (image) => {
    const release = images.find(({ name }) => name === image);
    return release === undefined ? image : imageReference(release);
  }) as unknown as KubernetesObject;
}

/** Returns the same list when every item is unchanged. */
function mapped(list: readonly Json[], change: (item: Json, index: number) => Json): readonly Json[] {
  const changed = list.map(change);
  return changed.every((item, index) => item === list[index]) ? list : changed;
}

function withImage(container: Json, change: ChangeImage): Json {
  if (!isMap(container) || typeof container['image'] !== 'string') return container;
  const image = change(container['image']);
  return image === container['image'] ? container : { ...container, image };
}

function bareName(image: string, images: readonly ImageRelease[]): string {
  const release = images.find((one) => image === one.name || image === imageReference(one));
  if (release !== undefined) return release.name;
  const clash = images.find(({ name }) => image.startsWith(`${name}:`) || image.startsWith(`${name}@`));
  if (clash === undefined) return image;
  throw new Error(`The image ${image} is not the release ${imageReference(clash)}, and kustomize would make it that.`);
}

/** Returns the entry for an overlay's `images`. */
export function imageEntry({ name, newName, newTag, digest }: ImageRelease): Json {
  return {
    name,
    newName,
    ...(newTag === undefined ? {} : { newTag }),
    ...(digest === undefined ? {} : { digest }),
  };
}
