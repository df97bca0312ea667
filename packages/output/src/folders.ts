import { lstatSync } from 'node:fs';

/** What stands at the path of a folder. Below anything but a folder, the answer is that thing. */
export type FolderKind = 'folder' | 'absent' | 'link' | 'file';

/** Looks at the folders of one tree, each once: what it said stays said, so make a new one after changes. */
export class Folders {
  private readonly seen = new Map<string, FolderKind>();

  /** @param root The tree's root, its own symbolic links resolved. */
  constructor(private readonly root: string) {}

  /** What stands where the folder of a file has to be. */
  above(path: string): FolderKind {
    const slash = path.lastIndexOf('/');
    return slash < 0 ? 'folder' : this.look(path.slice(0, slash));
  }

  /** The outermost folder of a file that does not exist; `undefined` where all do, or where something else is in the way. */
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

/** What stands at one path, not looking at the folders above it. */
export function folderKind(path: string): FolderKind {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return 'absent';
  if (found.isSymbolicLink()) return 'link';
  return found.isDirectory() ? 'folder' : 'file';
}
