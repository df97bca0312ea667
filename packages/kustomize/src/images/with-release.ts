import { BrokenKustomizationError } from './errors';
import { fieldOf, findImage, type ImageEntry, parseKustomization, type ReleasedImage } from './image-entries';
import { type Edit, insertion, removal, replacement } from './entry-edits';
import type { YamlTree } from '@goldenpath/files';

const FIELDS = ['newTag', 'digest'] as const;

/** The release of an image: tag, digest or both. */
export type Release = Pick<ReleasedImage, 'newTag' | 'digest'>;

/**
 * Returns the overlay with another tag and digest of an image. Only the characters of the entry's `newTag` and `digest` change: comments,
 * order, quoting and line endings are kept. A digest that `release` does not have is removed.
 *
 * @param kustomizationText the overlay's `kustomization.yaml`, which may be edited by hand.
 * @param imageName the image name in the base, without a registry.
 * @param release the new release. Without a tag and a digest, the text is unchanged.
 * @param file the file name for errors. @default 'kustomization.yaml'
 * @throws BrokenKustomizationError when the text cannot be interpreted, has no entry for the image, or when changing the entry would change
 * something else as well.
 */
export function withRelease(
  kustomizationText: string,
  imageName: string,
  release: Release,
  file = 'kustomization.yaml',
): string {
  const tree = parseKustomization(kustomizationText, file);
  const found = findImage(tree, imageName, file);
  const runsAlready = FIELDS.every((field) => release[field] === found?.released[field]);
  if (runsAlready || !FIELDS.some((field) => release[field] !== undefined)) return kustomizationText;
  if (found === undefined) {
    throw new BrokenKustomizationError(file, `"images" has no entry with the name ${JSON.stringify(imageName)}`);
  }
  assertNoAlias(tree, found.entry, file);
  const edited = applied(kustomizationText, editsOf(kustomizationText, found.entry, release, file));
  assertNothingElseChanged(tree, edited, { imageName, release, entry: found.entry, file });
  return edited;
}

/** A node with an anchor would change at every alias. */
function assertNoAlias({ tokens }: YamlTree, entry: ImageEntry, file: string): void {
  const values = FIELDS.map((name) => fieldOf(entry.map, name, file)?.value);
  const own = new Set<unknown>([...entry.holders, ...values]);
  const isShared = tokens.some(({ node }) => node?.kind === 'alias' && own.has(node.target));
  if (!isShared && entry.isWrittenOut) return;
  throw new BrokenKustomizationError(
    file,
    'the entry in "images" shares an anchor with another node: write the entry in place',
  );
}

function editsOf(text: string, entry: ImageEntry, release: Release, file: string): Edit[] {
  return FIELDS.flatMap((name) => {
    const field = fieldOf(entry.map, name, file);
    const value = release[name];
    if (value === undefined) return field === undefined ? [] : [removal(text, entry.map, field, file)];
    return [
      field === undefined ? insertion(text, entry.map, name, value, file) : replacement(text, field, value, file),
    ];
  });
}

/** Applies edits from last to first, so that earlier offsets stay valid. At the same offset, removals come first. */
function applied(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .reverse()
    .sort((a, b) => b.start - a.start || b.end - a.end)
    .reduce((edited, { start, end, text: by }) => edited.slice(0, start) + by + edited.slice(end), text);
}

/** Parses the result and compares it with the expected one, because hand-written files can have any form. */
function assertNothingElseChanged(before: YamlTree, edited: string, change: Change): void {
  if (isOnlyThat(before, edited, change)) return;
  const { file, imageName } = change;
  const what = `the entry for ${JSON.stringify(imageName)} cannot be changed without changing something else`;
  throw new BrokenKustomizationError(file, `${what}: write it as plain fields`);
}

interface Change {
  readonly imageName: string;
  readonly release: Release;
  readonly entry: ImageEntry;
  readonly file: string;
}

function isOnlyThat(before: YamlTree, edited: string, { imageName, release, entry, file }: Change): boolean {
  try {
    const after = parseKustomization(edited, file);
    const found = findImage(after, imageName, file);
    if (found?.entry.index !== entry.index) return false;
    const isSaid = FIELDS.every((field) => found.released[field] === release[field]);
    return isSaid && sameTexts(rest(before, entry, file), rest(after, found.entry, file));
  } catch (error) {
    if (error instanceof BrokenKustomizationError) return false;
    throw error;
  }
}

/** Returns all tokens of a document except an entry's tag and digest. */
function rest({ tokens }: YamlTree, { map }: ImageEntry, file: string): string[] {
  const own = new Set<unknown>(
    FIELDS.flatMap((name) => {
      const field = fieldOf(map, name, file);
      return field === undefined ? [] : [field.key, field.value];
    }),
  );
  return tokens.filter(({ node }) => node === undefined || !own.has(node)).map(({ says: said }) => said);
}

function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, index) => text === b[index]);
}
