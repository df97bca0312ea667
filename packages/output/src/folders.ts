import { lstatSync } from 'node:fs';

/** The kind of entry at the path of a folder. Below a file or a link, it is the kind of that entry. */
export type FolderKind = 'folder' | 'absent' | 'link' | 'file';

/** Inspects the folders of one tree, each once. It caches the answers, so create a new one after changes. */
export class Folders {
  private readonly seen = new Map<string, FolderKind>();

  /** @param root The tree's root, its own symbolic links resolved. */
  constructor(private readonly root: string) {}

  /** Returns the kind of entry at the path of a file's folder. */
  above(path: string): FolderKind {
    const slash = path.lastIndexOf('/');
    return slash < 0 ? 'folder' : this.look(path.slice(0, slash));
  }

  /** Returns the outermost missing folder of a file; `undefined` if all exist, or if another entry is in the way. */
  firstMissing(path: string): string | undefined {
    for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      const folder = path.slice(0, slash);
      const kind = this.look(folder);
      if (kind !== 'folder') return kind === 'absent' ? folder : undefined;
    }
    return undefined;
  }

  private look(folder: string): FolderKind {
    let kind = this.seen.get(folder);
    if (kind === undefined) {
      const above = this.above(folder);
      kind = above === 'folder' ? folderKind(`${this.root}/${folder}`) : above;
      this.seen.set(folder, kind);
    }
    return kind;
  }
}

/** Returns the kind of entry at one path, without a check of the folders above it. */
export function folderKind(path: string): FolderKind {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return 'absent';
  if (found.isSymbolicLink()) return 'link';
  return found.isDirectory() ? 'folder' : 'file';
}
