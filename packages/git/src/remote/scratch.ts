import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemCode } from '@goldenpath/errors';
import { makeTemporaryFolder } from '@goldenpath/process';
import { RepositoryError } from '../errors';

const PREFIX = 'goldenpath-git-';

/** The temporary folders of one run. */
export interface Scratch {
  readonly folder: string;
  /** A bare repository whose remote is {@link REMOTE}. */
  readonly repository: string;
  /** A second repository with the same objects and without a remote, so that it never fetches on its own. */
  readonly reader: string;
  /** Empties both repositories, for object ids of that kind. */
  readonly startOver: (ids: 'sha1' | 'sha256') => void;
  readonly remove: () => void;
}

/** The name of the remote in the scratch repository. The user's configuration is unlikely to use it. */
export const REMOTE = 'goldenpath';

/**
 * Creates the folders, readable only by this user. When that fails, nothing is left behind.
 *
 * @throws RepositoryError when the temporary folder is not writable.
 */
export function openScratch(url: string, temporaryFolder: string): Scratch {
  let folder: string | undefined;
  try {
    const made = makeTemporaryFolder(PREFIX, temporaryFolder);
    folder = made;
    const [repository, reader] = [join(made, 'repository'), join(made, 'reader')];
    const startOver: Scratch['startOver'] = (ids) => {
      const remote = `[remote "${REMOTE}"]\n\turl = ${quoted(url)}\n\ttagOpt = --no-tags\n`;
      for (const each of [repository, reader]) removeFolder(each);
      layOut(repository, FORMATS[ids] + CONFIGURATION + remote);
      layOut(reader, FORMATS[ids] + CONFIGURATION);
    };
    startOver('sha1');
    return { folder: made, repository, reader, startOver, remove: () => removeFolder(made) };
  } catch (error) {
    if (folder !== undefined) removeFolder(folder);
    if (systemCode(error) === undefined) throw error;
    throw new RepositoryError(
      'scratch',
      `The folder for temporary files, ${temporaryFolder}, is not writable.`,
      'Free some space there, make it writable, or set TMPDIR to another folder.',
      { cause: error },
    );
  }
}

const FORMATS = {
  sha1: '[core]\n\trepositoryformatversion = 0\n',
  sha256: '[core]\n\trepositoryformatversion = 1\n[extensions]\n\tobjectFormat = sha256\n',
} as const;

/** No user hooks, no maintenance, and no syncing to disk. */
const CONFIGURATION = `[core]
\tbare = true
\thooksPath = /dev/null
\tlogAllRefUpdates = false
\tfsync = none
\tfsmonitor = false
[gc]
\tauto = 0
[maintenance]
\tauto = false
[fetch]
\twriteCommitGraph = false
\trecurseSubmodules = false
[push]
\tfollowTags = false
\trecurseSubmodules = no
`;

/** Created directly: `git init` would need another process and would copy the user's templates. */
function layOut(repository: string, config: string): void {
  for (const folder of ['objects', 'refs']) mkdirSync(join(repository, folder), { recursive: true });
  writeFileSync(join(repository, 'HEAD'), 'ref: refs/heads/none\n');
  writeFileSync(join(repository, 'config'), config);
}

function quoted(value: string): string {
  return `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

function removeFolder(folder: string): void {
  // A Git process that was stopped may still be writing its last file.
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}
