import { comparePaths } from '@goldenpath/files';
import { RepositoryContentError } from '../errors';
import { printable } from '@goldenpath/process';
import { REMOTE } from './scratch';
import type { Session } from './session';
import { FOLDER, isPlainFile, parseTree, type TreeEntry } from './tree-entries';

/** A file of a branch. */
export interface ListedFile {
  /** Path from the root of the repository. */
  readonly path: string;
  /** In Git's notation: `100644`, `100755`, `120000` (symbolic link), `160000` (submodule). */
  readonly mode: string;
  /** Id of the content. Equal content has an equal id. */
  readonly blob: string;
}

/** Reads the trees of commits, each once. */
export class TreeReader {
  private readonly trees = new Map<string, Promise<ReadonlyMap<string, TreeEntry> | undefined>>();

  constructor(private readonly session: Session) {}

  /** Returns the direct entries of a folder of a commit. */
  async entries(commit: string, folder: string): Promise<readonly TreeEntry[] | undefined> {
    const id = folder === '' ? await this.rootOf(commit) : await this.folderId(commit, folder);
    const tree = id === undefined ? undefined : await this.tree(id);
    return tree && [...tree.values()];
  }

  private async folderId(commit: string, folder: string): Promise<string | undefined> {
    const entry = await this.entry(commit, folder);
    return entry?.mode === FOLDER ? entry.id : undefined;
  }

  async list(commit: string, folder: string): Promise<ListedFile[]> {
    const files = folder === '' ? await this.listAll(commit) : await this.walk(commit, folder);
    return files.sort((a, b) => comparePaths(a.path, b.path));
  }

  /** Lists the whole commit in a separate process, which is faster than reading every folder. */
  private async listAll(commit: string): Promise<ListedFile[]> {
    const result = await this.session.git(['ls-tree', '-r', '-z', '--full-tree', commit]);
    if (result.end !== 0) throw this.session.failure(result);
    const lines = result.stdout.toString('utf8').split('\0').slice(0, -1);
    return lines.map((line) => {
      const tab = line.indexOf('\t');
      const [mode = '', , blob = ''] = line.slice(0, tab).split(' ');
      return { path: line.slice(tab + 1), mode, blob };
    });
  }

  /** Lists a folder level by level, through the process that reads objects. */
  private async walk(commit: string, folder: string): Promise<ListedFile[]> {
    const files: ListedFile[] = [];
    const top = await this.folderId(commit, folder);
    let level = top === undefined ? [] : [{ path: folder, id: top }];
    while (level.length > 0) {
      const trees = await Promise.all(level.map(({ id }) => this.tree(id)));
      const below: typeof level = [];
      for (const [index, tree] of trees.entries()) {
        for (const { name, mode, id } of tree?.values() ?? []) {
          const path = `${level[index]?.path}/${name}`;
          if (mode === FOLDER) below.push({ path, id });
          else files.push({ path, mode, blob: id });
        }
      }
      level = below;
    }
    return files;
  }

  async readMany(commit: string, paths: readonly string[]): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (const path of paths) {
      const entry = await this.entry(commit, path);
      if (entry === undefined || entry.mode === FOLDER) continue;
      if (!isPlainFile(entry)) throw notAFile(path, entry, this.session.where);
      found.set(path, entry.id);
    }
    const blobs = await this.blobs([...new Set(found.values())]);
    return new Map([...found].map(([path, id]) => [path, textOf(blobs.get(id), path, this.session.where)]));
  }

  async readBlobs(ids: readonly string[]): Promise<Map<string, string>> {
    const blobs = await this.blobs(ids);
    return new Map([...blobs].map(([id, content]) => [id, content.toString('utf8')]));
  }

  /** Returns the entry at a path; undefined when there is none, or when a parent is not a folder. */
  private async entry(commit: string, path: string): Promise<TreeEntry | undefined> {
    let entry: TreeEntry | undefined;
    let tree: string = await this.rootOf(commit);
    for (const part of path.split('/')) {
      if (entry !== undefined && entry.mode !== FOLDER) return undefined;
      entry = (await this.tree(tree))?.get(part);
      if (entry === undefined) return undefined;
      tree = entry.id;
    }
    return entry;
  }

  async rootOf(commit: string): Promise<string> {
    const object = await this.session.objects.read(commit);
    const [, tree] = /^tree ([0-9a-f]+)$/m.exec(object?.content.toString('utf8') ?? '') ?? [];
    if (tree === undefined) throw new Error(`commit ${commit} is missing`);
    return tree;
  }

  private tree(id: string): Promise<ReadonlyMap<string, TreeEntry> | undefined> {
    const known = this.trees.get(id);
    if (known !== undefined) return known;
    const read = this.session.objects
      .read(id)
      .then(
        (object) => object && new Map(parseTree(object.content, id.length / 2).map((entry) => [entry.name, entry])),
      );
    this.trees.set(id, read);
    return read;
  }

  private async blobs(ids: readonly string[]): Promise<Map<string, Buffer>> {
    const found = new Map<string, Buffer>();
    const take = (wanted: readonly string[]) =>
      Promise.all(
        wanted.map(async (id) => {
          const object = await this.session.objects.read(id);
          if (object !== undefined) found.set(id, object.content);
        }),
      );
    await take(ids);
    const missing = ids.filter((id) => !found.has(id));
    if (missing.length === 0) return found;
    await fetchBlobs(this.session, missing);
    await take(missing);
    return found;
  }
}

/** Fetches files that the filter left out, in one request. Git itself would request each one separately. */
async function fetchBlobs(session: Session, ids: readonly string[]): Promise<void> {
  const args = [
    '--filter=blob:none',
    '--no-tags',
    '--no-write-fetch-head',
    '--no-recurse-submodules',
    '--stdin',
    REMOTE,
  ];
  // Claim to have nothing: we have the commit, so the server would assume that we have all of its files.
  const config = ['fetch.negotiationAlgorithm=noop'];
  const result = await session.remote('fetch', args, { input: `${ids.join('\n')}\n`, config });
  if (result.end !== 0) throw session.failure(result);
}

function notAFile(path: string, { mode }: TreeEntry, where: string): RepositoryContentError {
  const what = mode === '120000' ? 'a symbolic link' : mode === '160000' ? 'a submodule' : 'not a regular file';
  return new RepositoryContentError(
    `${printable(path)} in ${where} is ${what}, but goldenpath must write a file there.`,
    'Remove or move it, then run this again.',
  );
}

function textOf(content: Buffer | undefined, path: string, where: string): string {
  if (content === undefined) throw new Error(`${path} was not fetched`);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
  } catch (error) {
    throw new RepositoryContentError(
      `${printable(path)} in ${where} is not UTF-8 text.`,
      'Restore it from its history or remove it, then run this again.',
      { cause: error },
    );
  }
}
