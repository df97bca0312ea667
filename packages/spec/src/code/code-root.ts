import * as fs from 'node:fs';
import * as path from 'node:path';

/** A folder from which code may be loaded, and the names of its files in errors. */
export interface CodeRoot {
  /** The folder's real path, without symbolic links. */
  readonly folder: string;
  /** Returns whether a file is in the folder. Compares text only, so pass a real path. */
  readonly holds: (file: string) => boolean;
  /** Returns the name of a file in errors: relative, with slashes. */
  readonly nameOf: (file: string) => string;
}

/**
 * Opens a folder from which code may be loaded.
 *
 * @param folder - The folder; it must exist.
 * @param shownFrom - The folder that names in errors are relative to. It must exist.
 * @default shownFrom - the folder itself
 * @throws the error of `fs.realpathSync` when one of the two does not exist.
 */
export function codeRoot(folder: string, shownFrom: string = folder): CodeRoot {
  const realFolder = fs.realpathSync(folder);
  const realShownFrom = fs.realpathSync(shownFrom);
  return {
    folder: realFolder,
    holds: (file) => {
      const relative = path.relative(realFolder, file);
      return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
    },
    nameOf: (file) => path.relative(realShownFrom, file).split(path.sep).join('/'),
  };
}
