import { isPlainFile, type ListedFile } from '@goldenpath/git';
import { BrokenKustomizationError, isOverlayKustomization, withoutRelease } from '@goldenpath/kustomize';
import { digest } from '@goldenpath/output';
import type { ManagedList } from './managed-list';

/** The files of a repository at a tip, by path. */
export type FilesAtTip = ReadonlyMap<string, ListedFile>;

/** What is known of one application in the repository. */
export interface AppAtTip {
  readonly files: FilesAtTip;
  /** Undefined where it was never published. */
  readonly list: ManagedList | undefined;
  /** Text of the files that have to be looked at, by path. */
  readonly texts: ReadonlyMap<string, string>;
}

/** What somebody did to a file of ours. */
export type Edit = 'none' | 'changed' | 'removed';

/** What was done to a file since we wrote it. */
export function editOf(path: string, { files, list, texts }: AppAtTip): Edit {
  const recorded = list?.files.get(path);
  const text = texts.get(path);
  if (!files.has(path)) return recorded === undefined ? 'none' : 'removed';
  if (recorded === undefined || text === undefined) return 'changed';
  return digestOf(text, path, list?.image, list?.folder ?? '') === recorded ? 'none' : 'changed';
}

/** Whether something at a path can be read at all: no symbolic link, no submodule. */
export function isReadable(path: string, files: FilesAtTip): boolean {
  const file = files.get(path);
  return file !== undefined && isPlainFile({ name: '', mode: file.mode, id: file.blob });
}

/** Digest of a file as we generated it; of an overlay, whatever runs there. Undefined where an overlay cannot be understood. */
export function digestOf(text: string, path: string, image: string | undefined, folder: string): string | undefined {
  if (image === undefined || !isOverlayKustomization(folder, path)) return digest(Buffer.from(text, 'utf8'));
  try {
    return digest(Buffer.from(withoutRelease(text, image, path), 'utf8'));
  } catch (error) {
    // Whoever wrote it, it was not us.
    if (error instanceof BrokenKustomizationError) return undefined;
    throw error;
  }
}
