import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { RepositoryError } from '../errors';
import { type Clone, gitAnswer } from './clone';

/**
 * Returns the path of a file or folder from the root of the clone, with `/`. The root itself is the empty string.
 *
 * @throws RepositoryError when the file is outside the clone.
 */
export function pathInClone({ folder }: Clone, file: string): string {
  const inside = relative(folder, realPath(resolve(file)));
  if (inside.split(sep)[0] === '..' || isAbsolute(inside))
    throw new RepositoryError(
      'outside',
      `${file} is not in the repository at ${folder}.`,
      'Keep the platform file and the applications in one repository, so that they can be compared with an earlier commit.',
    );
  return inside.split(sep).join('/');
}

/** Returns whether Git ignores a file or folder, which need not exist. The folder `.git` itself is not part of the working tree. */
export async function isIgnored(clone: Clone, file: string): Promise<boolean> {
  const inside = pathInClone(clone, file);
  if (inside.split('/').includes('.git')) return true;
  // A path that starts with a dot cannot start with the sign of a pattern.
  return gitAnswer(clone, ['check-ignore', '--quiet', '--', `./${inside}`], { literalPaths: false });
}

/** Resolves the symbolic links in the part of a path that exists. */
function realPath(file: string): string {
  if (existsSync(file)) return realpathSync(file);
  const above = dirname(file);
  return above === file ? file : join(realPath(above), basename(file));
}
