import { YAMLException } from 'js-yaml';
import { BrokenKustomizationError } from './errors';
import { matchesImage } from './image-pattern';
import {
  YamlDocumentsError,
  type YamlField,
  type YamlMap,
  type YamlNode,
  type YamlTree,
  yamlTree,
} from '@goldenpath/files';

/** The `images` entry of an overlay for one image. */
export interface ReleasedImage {
  /** The image without tag and digest. @default the name in the base */
  readonly newName?: string;
  /** @default no tag */
  readonly newTag?: string;
  /** `sha256:…`. @default not pinned */
  readonly digest?: string;
}

/** One entry of `images`. */
export interface ImageEntry {
  readonly map: YamlMap;
  /** Index in `images`. */
  readonly index: number;
  /** Nodes that contain the entry. An alias of one of them would change with it. */
  readonly holders: readonly YamlNode[];
  /** Whether the entry is written in place and not an alias. */
  readonly isWrittenOut: boolean;
}

/** The image that an overlay runs, and the last entry that sets its tag or digest. */
export interface EffectiveImage {
  readonly released: ReleasedImage;
  readonly entry: ImageEntry;
}

/** A kustomization and its source text. */
export interface Kustomization extends YamlTree {
  readonly text: string;
}

/** @throws BrokenKustomizationError when the text is not YAML. */
export function parseKustomization(text: string, file: string): Kustomization {
  try {
    return { ...yamlTree(text), text };
  } catch (error) {
    if (!(error instanceof YAMLException || error instanceof YamlDocumentsError)) throw error;
    const reason = error.message.split('\n')[0];
    throw new BrokenKustomizationError(file, `this is not YAML (${reason})`, undefined, { cause: error });
  }
}

/**
 * Returns the release of an image in a kustomization; `undefined` when it has no entry.
 *
 * @throws BrokenKustomizationError when the entry cannot be interpreted.
 */
export function findImage(kustomization: Kustomization, imageName: string, file: string): EffectiveImage | undefined {
  let found: EffectiveImage | undefined;
  // Applied in order, like kustomize: a later entry can match the new name from an earlier one.
  for (const entry of imageEntries(kustomization, file)) {
    const name = found?.released.newName ?? imageName;
    const pattern = fieldText(entry, 'name', file);
    if (pattern === undefined) continue;
    const matches = matchesImage(pattern, name);
    if (matches === 'unknown')
      throw new BrokenKustomizationError(file, unclearName(pattern), lineOf(kustomization, entry.map));
    if (matches) found = afterEntry(found, entry, file);
  }
  return found;
}

function unclearName(pattern: string): string {
  return `the name ${JSON.stringify(pattern)} in "images" is a regular expression: write out the name of the image`;
}

/** Applies an entry. A tag or a digest replaces both; an entry with neither keeps both. */
function afterEntry(before: EffectiveImage | undefined, entry: ImageEntry, file: string): EffectiveImage {
  const newName = fieldText(entry, 'newName', file) ?? before?.released.newName;
  const newTag = fieldText(entry, 'newTag', file);
  const digest = fieldText(entry, 'digest', file);
  const setsVersion = newTag !== undefined || digest !== undefined;
  const which = setsVersion || before === undefined ? { newTag, digest } : before.released;
  return {
    released: {
      ...(newName === undefined ? {} : { newName }),
      ...(which.newTag === undefined ? {} : { newTag: which.newTag }),
      ...(which.digest === undefined ? {} : { digest: which.digest }),
    },
    entry: setsVersion || before === undefined || !hasVersion(before.released) ? entry : before.entry,
  };
}

function hasVersion({ newTag, digest }: ReleasedImage): boolean {
  return newTag !== undefined || digest !== undefined;
}

function imageEntries(document: Kustomization, file: string): ImageEntry[] {
  const kustomization = written(document.root);
  if (kustomization?.kind !== 'map') {
    throw new BrokenKustomizationError(file, 'this is not a kustomization, which is a map');
  }
  assertNoMerge(kustomization, file);
  assertNoOldField(document, kustomization, file);
  const value = fieldOf(kustomization, 'images', file)?.value;
  const images = value && written(value);
  if (images === undefined || isNothing(images)) return [];
  const isWrittenOut = value?.kind !== 'alias';
  const items = images.kind === 'list' ? images.items : [undefined];
  return items.map((item, index) => {
    const map = item && written(item);
    if (map?.kind === 'map') {
      assertNoMerge(map, file);
      const holders = [kustomization, images, map];
      return { map, index, holders, isWrittenOut: isWrittenOut && item?.kind !== 'alias' };
    }
    throw new BrokenKustomizationError(file, '"images" is not a list of maps with name, newName and newTag');
  });
}

/** Rejects `imageTags`, the old name of the field, which kustomize applies after `images`. */
function assertNoOldField(document: Kustomization, map: YamlMap, file: string): void {
  const old = fieldOf(map, 'imageTags', file);
  if (old === undefined || isNothing(old.value)) return;
  throw new BrokenKustomizationError(
    file,
    '"imageTags" is the old name of "images": rename it',
    lineOf(document, old.key),
  );
}

/** Returns the line where a node starts, from 1. */
export function lineOf({ text }: Kustomization, { start }: YamlMap | YamlNode): number {
  return text.slice(0, Math.max(start, 0)).split('\n').length;
}

/** Rejects merge keys: an error is better than a wrong tag. */
function assertNoMerge(map: YamlMap, file: string): void {
  if (fieldOf(map, '<<', file) === undefined) return;
  throw new BrokenKustomizationError(file, '"images" uses a merge key (`<<`): write the entries in place');
}

function fieldText({ map }: ImageEntry, field: string, file: string): string | undefined {
  const value = fieldOf(map, field, file)?.value;
  const node = value && written(value);
  if (node === undefined || isNothing(node)) return undefined;
  if (node.kind === 'scalar') return node.value;
  throw new BrokenKustomizationError(file, `"${field}" of an image is not text`);
}

/**
 * Returns the field of a map by its key. Like kustomize, it ignores case.
 *
 * @throws BrokenKustomizationError when the map has the field twice in different case.
 */
export function fieldOf({ fields }: YamlMap, name: string, file: string): YamlField | undefined {
  const found = fields.filter(({ key }) => {
    const node = written(key);
    return node?.kind === 'scalar' && node.value.toLowerCase() === name.toLowerCase();
  });
  if (found.length > 1) throw new BrokenKustomizationError(file, `"${name}" appears twice in different case: keep one`);
  return found[0];
}

/** Resolves an alias. */
function written(node: YamlNode): YamlNode | undefined {
  return node.kind === 'alias' ? node.target : node;
}

/** The ways to write null in YAML. The plain text schema reads them as text. */
function isNothing(node: YamlNode): boolean {
  return node.kind === 'scalar' && ['', '~', 'null', 'Null', 'NULL'].includes(node.value);
}
