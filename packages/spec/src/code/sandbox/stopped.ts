import type { Diagnostic } from '@goldenpath/extension';
import { MAX_LINE, MAX_MEMORY_MB } from './protocol';

type Problem = Omit<Diagnostic, 'location'>;

const REMEDY = 'Write the values down, or compute them with less.';

/** The code exceeded its time limit. */
export function tooLong(timeoutMs: number): Problem {
  return {
    rule: 'code-too-long',
    message: `The code ran for more than ${timeoutMs / 1000} seconds and was stopped.`,
    remedy: 'Look for a loop that never ends. A spec is read often, so it has to be quick.',
  };
}

/** The data of the code has more text than a spec may have. */
export function tooLarge(): Problem {
  return {
    rule: 'code-too-large',
    message: `The default export has more than ${MAX_LINE / 1024 / 1024} MB of data.`,
    remedy: REMEDY,
  };
}

/** The code exceeded its memory limit. */
export function tooMuchMemory(): Problem {
  return {
    rule: 'code-too-large',
    message: `The code used more than ${MAX_MEMORY_MB} MB of memory and was stopped.`,
    remedy: REMEDY,
  };
}

/** The code ended its process, or wrote to its channel. */
export function broken(how: string): Problem {
  return {
    rule: 'code-ended',
    message: `The code ${how}, so its values are not known.`,
    remedy: 'Export the values from plain synchronous code that only computes them.',
  };
}
