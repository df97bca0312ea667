import * as fs from 'node:fs';
import * as path from 'node:path';

/** The folder that code may be loaded from, and how its files are called in errors. */
export interface CodeRoot {
  /** The folder's real path: no symbolic link in it. */
  readonly folder: string;
  /** True for a file of the folder or below. Compares text only: give it a real path. */
  readonly holds: (file: string) => boolean;
  /** What a file is called in errors: relative, with slashes. */
  readonly nameOf: (file: string) => string;
}

/**
 * Opens a folder that code may be loaded from.
 *
 * @param folder - The folder; it must exist.
 * @param shownFrom - What the names in errors are relative to. Must exist.
 * @default shownFrom - the folder itself
 * @throws what `fs.realpathSync` throws where one of the two does not exist.
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
