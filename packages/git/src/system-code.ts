/** The error code of the system in an unknown error, or undefined. */
export function systemCode(error: unknown): string | undefined {
  // Not by `instanceof`: an error of the file system need not come from the realm that this code runs in.
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
