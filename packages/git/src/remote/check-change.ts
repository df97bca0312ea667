import { assertSafePath } from '@goldenpath/files';
import type { Change } from './commit';
import { RepositoryContentError } from '../errors';
import type { Tip } from './tip';
import { FOLDER, isPlainFile, type TreeEntry } from './tree-entries';

/**
 * Checks that a change fits the existing files: it must not write through a symbolic link, over a folder or a submodule, below a file, or
 * next to a path that differs only in case, which many file systems treat as the same.
 *
 * @throws RepositoryContentError with the first path that is in the way.
 * @throws UnsafePathError when a path of the change is not allowed.
 */
export async function assertFits(change: Change, tip: Tip, where: string): Promise<void> {
  for (const path of [...change.writes.keys(), ...change.removals]) assertSafePath(path);
  const removed = new Set(change.removals);
  const folders = new Folders(tip);
  for (const path of change.writes.keys()) await assertFree(path, removed, folders, where);
  assertNoClash([...change.writes.keys()], where);
}

async function assertFree(path: string, removed: ReadonlySet<string>, folders: Folders, where: string): Promise<void> {
  const parts = path.split('/');
  for (let depth = 0; depth < parts.length; depth++) {
    const above = parts.slice(0, depth).join('/');
    const here = parts.slice(0, depth + 1).join('/');
    const name = parts[depth] ?? '';
    const names = await folders.names(above);
    const entry = names.exact.get(name);
    const isLast = depth === parts.length - 1;
    if (entry === undefined) {
      const other = names.folded.get(name.toLowerCase());
      const otherPath = above === '' ? other : `${above}/${other}`;
      if (other !== undefined && !removed.has(otherPath ?? '')) throw clash(here, otherPath ?? '', where);
      return;
    }
    const isRight = isLast ? isPlainFile(entry) : entry.mode === FOLDER;
    if (!isRight && !(removed.has(here) && !isLast && isPlainFile(entry))) throw inTheWay(here, entry, where);
    if (!isRight) return;
  }
}

interface Names {
  readonly exact: ReadonlyMap<string, TreeEntry>;
  /** Existing entries by lower-case name. */
  readonly folded: ReadonlyMap<string, string>;
}

class Folders {
  private readonly known = new Map<string, Promise<Names>>();

  constructor(private readonly tip: Tip) {}

  names(folder: string): Promise<Names> {
    const known = this.known.get(folder);
    if (known !== undefined) return known;
    const names = this.tip.entries(folder).then((entries = []) => ({
      exact: new Map(entries.map((entry) => [entry.name, entry])),
      folded: new Map(entries.map(({ name }) => [name.toLowerCase(), name])),
    }));
    this.known.set(folder, names);
    return names;
  }
}

function inTheWay(path: string, { mode }: TreeEntry, where: string): RepositoryContentError {
  const what =
    mode === '120000'
      ? 'is a symbolic link, which is never written through'
      : mode === '160000'
        ? 'is a submodule'
        : mode === FOLDER
          ? 'is a folder, but a file must be written there'
          : 'is a file, but a folder must be created there';
  return new RepositoryContentError(
    `Nothing was published: ${path} in ${where} ${what}.`,
    'Remove or move it, then run this again.',
  );
}

function clash(path: string, other: string, where: string): RepositoryContentError {
  return new RepositoryContentError(
    `Nothing was published: ${path} and ${other} in ${where} differ only in upper and lower case, which many file systems treat as the same.`,
    `Rename or remove ${other} there, then run this again.`,
  );
}

/** Checks that no two paths of the change, or their parent folders, differ only in case. */
function assertNoClash(paths: readonly string[], where: string): void {
  const seen = new Map<string, string>();
  for (const path of paths) {
    const parts = path.split('/');
    for (let depth = 1; depth <= parts.length; depth++) {
      const here = parts.slice(0, depth).join('/');
      const other = seen.get(here.toLowerCase());
      if (other !== undefined && other !== here) throw clash(here, other, where);
      seen.set(here.toLowerCase(), here);
    }
  }
}
