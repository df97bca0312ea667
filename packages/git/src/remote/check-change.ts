import { assertSafePath } from '@goldenpath/files';
import type { Change } from './commit';
import { RepositoryContentError } from '../errors';
import type { Tip } from './tip';
import { FOLDER, isPlainFile, type TreeEntry } from './tree-entries';

/**
 * Checks that a change can be made to what is there: nothing is written through a symbolic link, over a folder or a
 * submodule, below a file, or beside a path that differs in case alone, which half of all file systems take for the same.
 *
 * @throws RepositoryContentError naming the first path in the way.
 * @throws UnsafePathError where a path of the change is none that may be written.
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
  /** What is there, by its name in lower case. */
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
      ? 'is a symbolic link, and nothing is written through one'
      : mode === '160000'
        ? 'is a submodule'
        : mode === FOLDER
          ? 'is a folder where a file has to go'
          : 'is a file where a folder has to go';
  return new RepositoryContentError(
    `Nothing was published: ${path} in ${where} ${what}.`,
    'Remove it there, or move it away, and run this again.',
  );
}

function clash(path: string, other: string, where: string): RepositoryContentError {
  return new RepositoryContentError(
    `Nothing was published: ${path} and ${other} in ${where} differ in upper and lower case alone, and many file systems take them for one.`,
    `Rename or remove ${other} there, and run this again.`,
  );
}

/** Two paths of the change itself, or folders above them, that differ in case alone. */
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
