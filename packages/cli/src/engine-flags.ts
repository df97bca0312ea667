import { setFlagsFromString } from 'node:v8';

/** The major versions of V8 that know the flags: those of Node 20, 22 and 24. Others print an error for a flag that they do not know. */
const KNOWS_THE_FLAGS: readonly number[] = [11, 12, 13];

/** How much bytecode of a function runs before V8 looks whether to optimise it. Its default is a seventh of that, or less. */
const COMPILE_LATER = '--interrupt-budget=1000000';

/** How much larger than what is in use the heap becomes before all of it is searched for garbage. The default is up to 300 %. */
const COLLECT_SOONER = '--heap-growing-percent=50';

/** Sets a flag of V8. */
type SetFlag = (flag: string) => void;

/**
 * Lets V8 optimise only functions that run for long. Optimising more than a thousand functions takes several seconds of CPU time in the
 * background, and most runs end before that pays.
 *
 * @param version - The version of V8. @default that of this process
 * @param set - Sets a flag. @default in this process
 */
export function compileLater(version = process.versions.v8, set: SetFlag = setFlagsFromString): void {
  if (knowsFlags(version)) set(COMPILE_LATER);
}

/** Keeps the heap of a long run small, for some CPU time. The parameters are those of {@link compileLater}. */
export function collectSooner(version = process.versions.v8, set: SetFlag = setFlagsFromString): void {
  if (knowsFlags(version)) set(COLLECT_SOONER);
}

function knowsFlags(version: string): boolean {
  return KNOWS_THE_FLAGS.includes(Number.parseInt(version, 10));
}
