/** An entry of a folder. */
export interface TreeEntry {
  readonly name: string;
  /** In Git's notation: `100644`, `100755`, `120000` (symbolic link), `40000` (folder), `160000` (submodule). */
  readonly mode: string;
  /** The object's id. */
  readonly id: string;
}

export const FOLDER = '40000';

/** Returns whether an entry is a plain file, executable or not. */
export function isPlainFile({ mode }: TreeEntry): boolean {
  return mode.startsWith('100');
}

/** Parses a stored tree object. Names that are not UTF-8 are changed, so they equal none of our names. */
export function parseTree(content: Buffer, idLength: number): TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (let at = 0; at < content.length;) {
    const space = content.indexOf(0x20, at);
    const end = content.indexOf(0, space);
    if (space === -1 || end === -1) throw new TypeError('not a tree object');
    const idEnd = end + 1 + idLength;
    entries.push({
      mode: content.toString('latin1', at, space),
      name: content.toString('utf8', space + 1, end),
      id: content.toString('hex', end + 1, idEnd),
    });
    at = idEnd;
  }
  return entries;
}
