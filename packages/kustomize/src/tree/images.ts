import { isList, isMap, mapOf } from './json';
import type { ImageRelease, Json } from './types';

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
  if (isList(value)) return mapped(value, (item) => withBareImages(item, images));
  if (!isMap(value)) return value;
  const fields = Object.keys(value);
  const items = Object.values(value);
  const bare = mapped(items, (item, index) => bareField(fields[index] ?? '', item, images));
  return bare === items ? value : mapOf(fields.map((field, index): [string, Json] => [field, bare[index] ?? null]));
}

function bareField(field: string, value: Json, images: readonly ImageRelease[]): Json {
  const inner = withBareImages(value, images);
  return CONTAINER_LISTS.has(field) && isList(inner) ? mapped(inner, (one) => bareContainer(one, images)) : inner;
}

/** Returns the same list when every item is unchanged. */
function mapped(list: readonly Json[], change: (item: Json, index: number) => Json): readonly Json[] {
  const changed = list.map(change);
  return changed.every((item, index) => item === list[index]) ? list : changed;
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

/** Returns the entry for an overlay's `images`. */
export function imageEntry({ name, newName, newTag, digest }: ImageRelease): Json {
  return {
    name,
    newName,
    ...(newTag === undefined ? {} : { newTag }),
    ...(digest === undefined ? {} : { digest }),
  };
}
