/** A generated path that must not be written. This is a bug, not a user error. */
export class UnsafePathError extends Error {
  constructor(
    readonly path: string,
    reason: string,
  ) {
    super(`Refusing to generate ${JSON.stringify(path)}: ${reason}.`);
    this.name = 'UnsafePathError';
  }
}

const MAX_SEGMENT_BYTES = 255;

/** A fast path for almost every path: only short words between the slashes, some with a dot before them. */
const PLAIN = /^(?:\.?[\w-](?:[\w.-]{0,98}[\w-])?\/)*\.?[\w-](?:[\w.-]{0,98}[\w-])?$/;
const DEVICE_ANYWHERE = /(?:^|\/)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:[./]|$)/i;
const WINDOWS_DEVICE = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i;
// oxlint-disable-next-line no-control-regex -- control characters are what this looks for
const FORBIDDEN_CHARACTER = /[\u0000-\u001f\u007f<>:"|?*\\]/;

/**
 * Checks that a path stays below its folder on every file system that a clone can be on.
 *
 * Allowed: one or more segments separated by `/`. A segment has 1–255 bytes, is not `.` or `..`, contains no control character and none of
 * `<>:"|?*\`, does not end in a dot or a space, and is not a Windows device name.
 *
 * @throws UnsafePathError with the path and the rule that it breaks.
 */
export function assertSafePath(path: string): void {
  const reason = unsafePathReason(path);
  if (reason !== undefined) throw new UnsafePathError(path, reason);
}

/** Returns whether {@link assertSafePath} accepts a path. */
export function isSafePath(path: string): boolean {
  return unsafePathReason(path) === undefined;
}

function unsafePathReason(path: string): string | undefined {
  if (PLAIN.test(path) && !DEVICE_ANYWHERE.test(path)) return undefined;
  if (path === '') return 'the path is empty';
  if (path.startsWith('/')) return 'the path is absolute';
  for (const segment of path.split('/')) {
    if (segment === '') return 'the path has an empty segment';
    if (segment === '.' || segment === '..') return `the path has a "${segment}" segment`;
    if (FORBIDDEN_CHARACTER.test(segment)) return 'the path has a character that some file systems do not allow';
    if (/[. ]$/.test(segment)) return 'a segment ends in a dot or a space';
    if (WINDOWS_DEVICE.test(segment)) return 'a segment is a Windows device name';
    if (Buffer.byteLength(segment) > MAX_SEGMENT_BYTES) return `a segment is longer than ${MAX_SEGMENT_BYTES} bytes`;
  }
  return undefined;
}
