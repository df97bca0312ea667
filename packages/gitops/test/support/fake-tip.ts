import { createHash } from 'node:crypto';
import type { ListedFile, Tip, TreeEntry } from '@goldenpath/git';

/** Text of a file. A Git mode before a `:` makes it another kind of entry, such as `120000:../elsewhere`. */
export type FakeFiles = Readonly<Record<string, string>>;

/** A tip in memory. */
export function fakeTip(files: FakeFiles, reads: string[] = []): Tip {
  const listed = Object.entries(files).map(([path, written]): ListedFile & { text: string } => {
    const [, mode = '100644', text = ''] = /^(?:(120000|160000|100755):)?(.*)$/s.exec(written) ?? [];
    return { path, mode, blob: blobOf(text), text };
  });
  const readMany = (paths: readonly string[]) => {
    reads.push(...paths);
    return Promise.resolve(
      new Map(listed.filter(({ path }) => paths.includes(path)).map(({ path, text }) => [path, text])),
    );
  };
  return {
    commit: 'c'.repeat(40),
    tree: () => Promise.resolve('e'.repeat(40)),
    isBranch: true,
    read: async (path) => (await readMany([path])).get(path),
    readMany,
    readAt: (_commit, paths) => readMany(paths),
    readBlobs: (ids) =>
      Promise.resolve(new Map(listed.filter(({ blob }) => ids.includes(blob)).map(({ blob, text }) => [blob, text]))),
    list: (folder) => Promise.resolve(listed.filter(({ path }) => folder === '' || path.startsWith(`${folder}/`))),
    entries: (folder) => Promise.resolve(entriesOf(folder, listed)),
    history: () =>
      Promise.resolve(['d'.repeat(40), 'A Person', 'p@example.org', '2026-01-02T03:04:05Z', 'Try'].join('\0')),
  };
}

function entriesOf(folder: string, listed: readonly ListedFile[]): TreeEntry[] | undefined {
  const prefix = folder === '' ? '' : `${folder}/`;
  const entries = new Map<string, TreeEntry>();
  for (const { path, mode, blob } of listed) {
    if (!path.startsWith(prefix)) continue;
    const [name = '', ...below] = path.slice(prefix.length).split('/');
    entries.set(name, { name, mode: below.length > 0 ? '40000' : mode, id: blob });
  }
  return entries.size === 0 && folder !== '' ? undefined : [...entries.values()];
}

function blobOf(text: string): string {
  return createHash('sha1')
    .update(`blob ${Buffer.byteLength(text)}\0${text}`)
    .digest('hex');
}
