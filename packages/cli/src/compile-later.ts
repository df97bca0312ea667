import { setFlagsFromString } from 'node:v8';

/** The major versions of V8 that know the flag: those of Node 20, 22 and 24. Others print an error for a flag that they do not know. */
const KNOWS_THE_FLAG: readonly number[] = [11, 12, 13];

/** How much bytecode of a function runs before V8 looks whether to optimise it. Its default is a seventh of that, or less. */
const FLAG = '--interrupt-budget=1000000';

/**
 * Lets V8 optimise only functions that run for long. Optimising more than a thousand functions takes several seconds of CPU time in the
 * background, and most runs end before that pays.
 *
 * @param version - The version of V8. @default that of this process
 * @param set - Sets a flag. @default in this process
 */
export function compileLater(version = process.versions.v8, set = setFlagsFromString): void {
  if (KNOWS_THE_FLAG.includes(Number.parseInt(version, 10))) set(FLAG);
}
