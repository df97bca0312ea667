import * as fs from 'node:fs';
import * as path from 'node:path';
import { asDiskError, makeFolders } from '@goldenpath/output';
import type { OnDevEvent } from './events';
import type { LocalPaths } from './local-paths';
import { type Mount, type MountedFile, OWN_CLAIM } from './mounts';
import { containersOf, type Pod } from './pod';
import type { Source } from './sources';

/** Where the files of an application are on this machine. */
export interface LocalFolders {
  /** The name of the application. */
  readonly app: string;
  /** A folder of this run, which only this user can read. Secrets and folders that are empty at first are in it. */
  readonly ofRun: string;
  /** The folder of what is kept between runs. */
  readonly kept: string;
}

interface Writing extends LocalFolders {
  /** Returns the value of a file; `undefined` where this machine has none. */
  readonly valueOf: (source: Source) => string | undefined;
  readonly onEvent: OnDevEvent;
}

/** Secrets are readable for their owner alone. Some programs refuse a private key that others can read. */
const SECRET_MODE = 0o400;
const FILE_MODE = 0o644;

/**
 * Writes the files that the containers of an application mount, makes their folders, and reports each path once.
 *
 * @returns what stands for the paths, by the name of the container.
 */
export function writeMounts(pod: Pod, writing: Writing): ReadonlyMap<string, LocalPaths> {
  const seen = new Set<string>();
  return new Map(
    containersOf(pod).map((container) => {
      const paths = new Map<string, string>();
      for (const mount of container.mounts) {
        const here = localPath(mount, container.name, writing);
        if (here !== undefined) paths.set(mount.path, here);
        if (seen.has(`${mount.path} ${here}`)) continue;
        seen.add(`${mount.path} ${here}`);
        make(mount, here, container.name, writing);
      }
      return [container.name, paths];
    }),
  );
}

/** Of the pods of an application, only folders that are empty at first are not shared. */
function localPath(mount: Mount, container: string, { app, ofRun, kept }: LocalFolders): string | undefined {
  switch (mount.kind) {
    case 'secret':
    case 'configuration':
      return below(path.join(ofRun, app), mount.path);
    case 'scratch':
      return below(path.join(ofRun, container), mount.path);
    case 'volume':
      return mount.claim === OWN_CLAIM ? path.join(kept, OWN_CLAIM) : below(path.join(kept, 'volumes'), mount.claim);
    case 'unknown':
      return undefined;
  }
}

/** A path in a container can have `..`, and never leads out of the folder. */
function below(folder: string, inside: string): string {
  return path.join(folder, path.posix.normalize(`/${inside}`));
}

const WHAT = {
  secret: 'secrets',
  configuration: 'configuration',
  scratch: 'a folder that is empty at first',
  volume: 'a volume, which is kept',
} as const;

function make(mount: Mount, here: string | undefined, name: string, writing: Writing): void {
  const { onEvent } = writing;
  const isEmpty = (mount.kind === 'secret' || mount.kind === 'configuration') && mount.files.length === 0;
  if (here === undefined || mount.kind === 'unknown' || isEmpty) {
    const remedy = isEmpty ? 'No object of the application has its files.' : 'Only a cluster has such a volume.';
    onEvent({ event: 'missing', name, what: `what is mounted at ${mount.path}`, remedy });
    return;
  }
  const isFolder = mount.kind === 'scratch' || mount.kind === 'volume';
  if (isFolder) makeFolders(here);
  else for (const file of mount.files) writeFile(file, mount.kind, name, writing);
  onEvent({ event: 'mounted', name, path: mount.path, here, what: WHAT[mount.kind] });
}

function writeFile(
  { path: inside, source, mode }: MountedFile,
  kind: 'secret' | 'configuration',
  name: string,
  { app, ofRun, valueOf, onEvent }: Writing,
): void {
  const value = valueOf(source);
  if (value === undefined) {
    // All that is sealed is reported at once, with its remedy.
    if ('sealedIn' in source) return;
    const remedy = 'It comes from something that this machine does not have.';
    onEvent({ event: 'missing', name, what: `the file ${inside}`, remedy });
    return;
  }
  const file = below(path.join(ofRun, app), inside);
  try {
    makeFolders(path.dirname(file));
    fs.writeFileSync(file, value, { mode: 0o600 });
    fs.chmodSync(file, kind === 'secret' ? SECRET_MODE : (mode ?? FILE_MODE));
  } catch (error) {
    throw asDiskError(error, file, 'Nothing was started.', 'free some space in the temporary folder');
  }
}
