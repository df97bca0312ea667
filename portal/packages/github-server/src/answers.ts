import type { Answer } from './types';

/** The only token that the server accepts. */
export const TOKEN = 'ghs_ofTheTests';

export function refused(status: number, message: string): Answer {
  return { status, data: { message, documentation_url: 'https://docs.github.com/rest' } };
}
