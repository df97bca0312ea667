import * as fs from 'node:fs';
import * as path from 'node:path';
import { type Clone, findRenames, mergeTexts, trackedPaths, versionContent, versionsOf } from '@goldenpath/git';
import { Folders, folderKind } from '@goldenpath/output';
import { recordDigest, type TeamFile, type TeamRepository, TEAM_LABEL } from '@goldenpath/scaffold';

/** Larger files are not what a template generated. */
const MOST_MOVED = 1_000_000;
const PERMISSIONS = 0o777;
const LABELS = [TEAM_LABEL, 'generated last', 'generated now'] as const;

/** The repository of a team in a working tree without uncommitted changes. */
export async function workingTree(clone: Clone): Promise<TeamRepository> {
  const root = clone.folder;
  const { files, submodules } = await trackedPaths(clone);
  const tracked = new Set(files);
  const byLowerCase = new Map(files.map((file) => [file.toLowerCase(), file]));
  const fileAt = (file: string): TeamFile =>
    submodules.some((submodule) => `${file}/`.startsWith(`${submodule}/`))
      ? { kind: 'obstacle', what: 'is in a submodule' }
      : teamFileAt(root, file, tracked);
  return {
    fileAt: (file) => Promise.resolve(fileAt(file)),
    inOtherCase: (file) => {
      const found = tracked.has(file) ? undefined : byLowerCase.get(file.toLowerCase());
      return Promise.resolve(found);
    },
    merge: ({ team, base, generated }) =>
      mergeTexts({ ours: team, base, theirs: generated, labels: LABELS }, clone.env),
    committed: (file, digest) => committedVersion(clone, file, digest),
    others: (paths) => {
      const others = [...tracked].flatMap((file) => {
        const found = paths.has(file) ? undefined : fileAt(file);
        return found?.kind === 'file' && found.content.length <= MOST_MOVED ? [[file, found.content] as const] : [];
      });
      return Promise.resolve(new Map(others));
    },
    renames: (before, after) => findRenames(before, after, clone.env),
  };
}

/** What a working tree has at a path. */
function teamFileAt(root: string, file: string, tracked: ReadonlySet<string>): TeamFile {
  const above = new Folders(root).above(file);
  if (above === 'absent') return { kind: 'absent' };
  if (above === 'link') return { kind: 'obstacle', what: 'is below a symbolic link' };
  if (above === 'file') return { kind: 'obstacle', what: 'is below a file' };
  const absolute = path.join(root, file);
  const kind = folderKind(absolute);
  if (kind === 'absent') return { kind };
  if (kind === 'link') return { kind: 'obstacle', what: 'is a symbolic link' };
  const stats = fs.lstatSync(absolute);
  if (!stats.isFile()) return { kind: 'obstacle', what: kind === 'folder' ? 'is a folder' : 'is not a plain file' };
  return {
    kind: 'file',
    content: fs.readFileSync(absolute),
    mode: stats.mode & PERMISSIONS,
    isCommitted: tracked.has(file),
  };
}

async function committedVersion(clone: Clone, file: string, digest: string): Promise<Buffer | undefined> {
  for (const id of await versionsOf(clone, file)) {
    const content = await versionContent(clone, id);
    if (recordDigest(content) === digest) return content;
  }
  return undefined;
}
