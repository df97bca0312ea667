/** An error that a person can set right: it says how. */
export interface PersonsError extends Error {
  readonly remedy: string;
}

/** Whether an error of another package carries a remedy, which is how those mark a person's mistakes. */
export function isPersonsError(error: unknown): error is PersonsError {
  return error instanceof Error && 'remedy' in error && typeof error.remedy === 'string';
}
