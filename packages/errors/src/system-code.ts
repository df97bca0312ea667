/**
 * Returns the code of a system error, such as `ENOENT`.
 *
 * Does not use `instanceof`: a file system error can come from another realm, as it does under Jest.
 *
 * @returns undefined when the value has no code that is a string.
 */
export function systemCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
