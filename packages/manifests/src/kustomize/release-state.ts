import { FAILSAFE_SCHEMA, load } from 'js-yaml';

import { isList, isMap } from './json';
import type { ImageRelease, Json, JsonMap } from './types';

/** An overlay on disk that does not say which image runs, although it is there: a person's to repair. */
export class BrokenKustomizationError extends Error {
  readonly remedy = 'Repair the file, or restore it from Git; delete it only if nothing of this app runs there yet.';

  constructor(
    /** The overlay's `kustomization.yaml`. */
    readonly file: string,
    problem: string,
    options?: ErrorOptions,
  ) {
    super(
      `${file}: ${problem}. It says which image runs in this environment, and generating without it would lose that.`,
      options,
    );
    this.name = 'BrokenKustomizationError';
  }
}

/** What an overlay says of an image. */
export type ReleasedImage = Partial<Pick<ImageRelease, 'newName' | 'newTag' | 'digest'>>;

/**
 * The tag that an overlay's `images` gives an image, or `undefined` where it has no entry or no tag for it.
 *
 * @param kustomizationText the overlay's `kustomization.yaml`, whoever edited it.
 * @param imageName the bare name in the base.
 * @param file where the text is from, for the error. @default 'kustomization.yaml'
 * @throws BrokenKustomizationError when the text cannot be understood.
 */
export function releasedTag(kustomizationText: string, imageName: string, file?: string): string | undefined {
  return releasedImage(kustomizationText, imageName, file)?.newTag;
}

/** Like {@link releasedTag}, with the name, and a digest that a pipeline pinned; `undefined` without an entry. */
export function releasedImage(
  kustomizationText: string,
  imageName: string,
  file = 'kustomization.yaml',
): ReleasedImage | undefined {
  let released: ReleasedImage | undefined;
  // Like kustomize, entry after entry: a later one can be for the name that an earlier one gave.
  for (const entry of imageEntries(kustomizationText, file)) {
    const name = released?.newName ?? imageName;
    if (text(entry, 'name', file) === name) released = afterEntry(released, entry, file);
  }
  return released;
}

/** A tag replaces tag and digest, and so does a digest; an entry with neither leaves both. */
function afterEntry(released: ReleasedImage = {}, entry: JsonMap, file: string): ReleasedImage {
  const newName = text(entry, 'newName', file) ?? released.newName;
  const saysWhich = ['newTag', 'digest'].some((field) => text(entry, field, file) !== undefined);
  const newTag = saysWhich ? text(entry, 'newTag', file) : released.newTag;
  const digest = saysWhich ? text(entry, 'digest', file) : released.digest;
  return {
    ...(newName === undefined ? {} : { newName }),
    ...(newTag === undefined ? {} : { newTag }),
    ...(digest === undefined ? {} : { digest }),
  };
}

function imageEntries(kustomizationText: string, file: string): readonly JsonMap[] {
  const kustomization = parsed(kustomizationText, file);
  if (!isMap(kustomization)) throw new BrokenKustomizationError(file, 'this is not a kustomization, which is a map');
  const images = kustomization['images'];
  if (images === undefined || isNothing(images)) return [];
  if (!isList(images) || !images.every(isMap)) {
    throw new BrokenKustomizationError(file, '"images" is not a list of maps with name, newName and newTag');
  }
  return images;
}

/** Every scalar is read as the text that is written: a tag `1.10` is not the number 1.1, nor `0123` another. */
function parsed(kustomizationText: string, file: string): Json {
  try {
    return load(kustomizationText, { schema: FAILSAFE_SCHEMA }) as Json;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new BrokenKustomizationError(file, `this is not YAML (${reason})`, { cause: error });
  }
}

function text(entry: JsonMap, field: string, file: string): string | undefined {
  const value = entry[field];
  if (value === undefined || isNothing(value)) return undefined;
  if (typeof value === 'string') return value;
  throw new BrokenKustomizationError(file, `"${field}" of an image is not text`);
}

/** YAML's ways to say nothing, which the schema of plain text reads as text. */
function isNothing(value: Json): boolean {
  return value === '' || value === '~' || value === 'null';
}
