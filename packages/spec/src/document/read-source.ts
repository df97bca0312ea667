import * as fs from 'node:fs';
import type { Diagnostic } from '@goldenpath/extension';

/** The size limit of a spec. */
const MAX_SOURCE_BYTES = 1024 * 1024;

/** The text of a file. */
export interface SourceText {
  /** Without the byte order mark. */
  readonly text: string;
  readonly hasByteOrderMark: boolean;
}

/**
 * Reads a file that a user wrote: a regular file (no symbolic link, no device), at most 1 MiB, in UTF-8.
 *
 * @param path - The path on disk.
 * @param file - The name in errors.
 */
export function readSource(path: string, file: string): SourceText | { readonly diagnostic: Diagnostic } {
  const problem = (rule: string, message: string, remedy: string) => ({
    diagnostic: { rule, message, remedy, location: { file, line: 1, column: 1, text: '', length: 1 } },
  });
  let descriptor: number | undefined;
  try {
    // O_NOFOLLOW closes the gap between the check and opening. O_NONBLOCK prevents hanging on a named pipe.
    descriptor = fs.openSync(path, fs.constants.O_RDONLY | fs.constants.O_NOFOLLOW | fs.constants.O_NONBLOCK);
    const stat = fs.fstatSync(descriptor);
    if (!stat.isFile()) return problem('not-a-file', `${file} is not a regular file.`, 'Put a plain file there.');
    if (stat.size > MAX_SOURCE_BYTES)
      return problem(
        'file-too-large',
        `${file} has ${stat.size} bytes; it can have at most ${MAX_SOURCE_BYTES}.`,
        'Remove what does not belong in it.',
      );
    const bytes = fs.readFileSync(descriptor);
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const hasByteOrderMark = text.startsWith('\uFEFF');
    return { text: hasByteOrderMark ? text.slice(1) : text, hasByteOrderMark };
  } catch (error) {
    return problem(...describeReadError(error, file));
  } finally {
    if (descriptor !== undefined) fs.closeSync(descriptor);
  }
}

function describeReadError(error: unknown, file: string): [rule: string, message: string, remedy: string] {
  const code = (error as NodeJS.ErrnoException).code;
  switch (code) {
    case 'ENOENT':
      return ['file-missing', `${file} does not exist.`, 'Create it, or name another with `--platform`.'];
    case 'ELOOP':
      return ['symbolic-link', `${file} is a symbolic link.`, 'Put the file itself there: links are not followed.'];
    case 'EACCES':
    case 'EPERM':
      return ['file-unreadable', `${file} cannot be read: permission denied.`, 'Give yourself the right to read it.'];
    case 'ERR_ENCODING_INVALID_ENCODED_DATA':
      return ['not-utf8', `${file} is not text in UTF-8.`, 'Save it as UTF-8.'];
    default:
      return ['file-unreadable', `${file} cannot be read: ${(error as Error).message}.`, 'Check the file.'];
  }
}
