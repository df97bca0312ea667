import type { Problem } from '@goldenpath/extension';

/** The problem of a variable that something else gives the pods already. */
export function variableTaken(variable: string, by: string): Pick<Problem, 'message' | 'remedy'> {
  return { message: `\`${variable}\` is already set by ${by}.`, remedy: removeOr(by, 'or choose another name.') };
}

/** The remedy for a variable that is given already, with what to do where another value is meant. */
export function removeOr(by: string, otherwise: string): string {
  return `Remove it to use the value from ${by}, ${otherwise}`;
}
