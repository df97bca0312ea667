import { quote } from '@goldenpath/extension';

/** Folders that every pod has. Nothing can be mounted in them. */
const OF_EVERY_POD = ['/tmp', '/proc', '/sys', '/dev'];

/** Linux has no longer name of a file or folder, in bytes. */
const LONGEST_NAME = 255;

/** A problem of a path, without its position. */
export interface MountProblem {
  readonly message: string;
  readonly remedy: string;
}

/** Returns the problem of the path of a mounted folder or file, if it has one. */
export function mountPathProblem(path: string, what: string, example: string): MountProblem | undefined {
  const segments = path.split('/').slice(1);
  if (segments.some((segment) => segment === '' || segment === '.' || segment === '..'))
    return { message: `${quote(path)} is not a plain path.`, remedy: 'Write it without `.`, `..` and empty parts.' };
  if (segments.some((segment) => Buffer.byteLength(segment) > LONGEST_NAME))
    return {
      message: `${quote(path)} has a name of more than ${LONGEST_NAME} bytes.`,
      remedy: 'Make the names of its files and folders shorter.',
    };
  const taken = OF_EVERY_POD.find((folder) => isWithin(path, folder));
  if (taken === undefined) return undefined;
  return {
    message: `${taken} is already in use in every pod.`,
    remedy: `Mount the ${what} elsewhere, such as \`${example}\`.`,
  };
}

/** Returns whether a path is a folder, or below it. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

/** Returns the folder of a file. */
export function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/')) || '/';
}

/** Returns the name of a file without its folder. */
export function fileNameOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}
