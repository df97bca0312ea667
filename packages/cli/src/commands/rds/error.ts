import { isUserError } from '@goldenpath/errors';

export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** An error in JSON. */
export function errorData(error: unknown) {
  if (!isUserError(error)) return { summary: errorText(error) };
  const { summary, remedy, code } = error;
  return { summary, remedy, ...(code !== undefined && { code }) };
}
