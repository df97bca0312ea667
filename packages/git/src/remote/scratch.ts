import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemCode } from '@goldenpath/errors';
import { makeTemporaryFolder } from '@goldenpath/output';
import { RepositoryError } from '../errors';

const PREFIX = 'goldenpath-git-';

/** The temporary folders of one run. */
export interface Scratch {
  readonly folder: string;
  /** A bare repository that knows the remote one by {@link REMOTE}. */
  readonly repository: string;
  /** A second one that has the same objects and does not know where missing ones come from: it never fetches on its own. */
  readonly reader: string;
  /** Empties both, for ids of that kind. */
  readonly startOver: (ids: 'sha1' | 'sha256') => void;
  readonly remove: () => void;
}

/** The name of the remote in the scratch repository. A person's configuration is not likely to use it. */
export const REMOTE = 'goldenpath';

/**
 * Makes the folders, readable by this user alone. Nothing is left behind when that fails.
 *
 * @throws RepositoryError where the folder for temporary files cannot be written to.
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
      `The folder for temporary files, ${temporaryFolder}, cannot be written to.`,
      'Free some space there, make it writable, or name another one in the variable TMPDIR.',
      { cause: error },
    );
  }
}

const FORMATS = {
  sha1: '[core]\n\trepositoryformatversion = 0\n',
  sha256: '[core]\n\trepositoryformatversion = 1\n[extensions]\n\tobjectFormat = sha256\n',
} as const;

/** No hooks of the person's, no housekeeping, and nothing that has to survive a power cut. */
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

/** By hand: `git init` would be a process more, and would copy the person's templates. */
function layOut(repository: string, config: string): void {
  for (const folder of ['objects', 'refs']) mkdirSync(join(repository, folder), { recursive: true });
  writeFileSync(join(repository, 'HEAD'), 'ref: refs/heads/none\n');
  writeFileSync(join(repository, 'config'), config);
}

function quoted(value: string): string {
  return `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

function removeFolder(folder: string): void {
  // A process that we ended may still be writing its last file.
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}
