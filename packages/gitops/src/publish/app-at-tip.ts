import { isPlainFile, type ListedFile } from '@goldenpath/git';
import { BrokenKustomizationError, isOverlayKustomization, withoutRelease } from '@goldenpath/kustomize';
import { digest } from '@goldenpath/output';
import type { ManagedList } from './managed-list';

/** The files of a repository at a tip, by path. */
export type FilesAtTip = ReadonlyMap<string, ListedFile>;

/** One application at the tip of the repository's branch. */
export interface AppAtTip {
  readonly files: FilesAtTip;
  /** Undefined when it was never published. */
  readonly list: ManagedList | undefined;
  /** Text of the files that were read, by path. */
  readonly texts: ReadonlyMap<string, string>;
}

/** A manual change of a generated file. */
export type Edit = 'none' | 'changed' | 'removed';

/** Returns how a file was changed by hand since it was published. */
export function editOf(path: string, { files, list, texts }: AppAtTip): Edit {
  const recorded = list?.files.get(path);
  const text = texts.get(path);
  if (!files.has(path)) return recorded === undefined ? 'none' : 'removed';
  if (recorded === undefined || text === undefined) return 'changed';
  return digestOf(text, path, list?.image, list?.folder ?? '') === recorded ? 'none' : 'changed';
}

/** Returns whether a path is a plain file, not a symbolic link or a submodule. */
export function isReadable(path: string, files: FilesAtTip): boolean {
  const file = files.get(path);
  return file !== undefined && isPlainFile({ name: '', mode: file.mode, id: file.blob });
}

/** Returns the digest of a generated file, without the release state of an overlay. Undefined when an overlay cannot be parsed. */
export function digestOf(text: string, path: string, image: string | undefined, folder: string): string | undefined {
  if (image === undefined || !isOverlayKustomization(folder, path)) return digest(Buffer.from(text, 'utf8'));
  try {
    return digest(Buffer.from(withoutRelease(text, image, path), 'utf8'));
  } catch (error) {
    // It was edited by hand: goldenpath writes valid overlays.
    if (error instanceof BrokenKustomizationError) return undefined;
    throw error;
  }
}
