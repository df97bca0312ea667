/** The one function of CDKTF that takes a stack trace, in the module that the rest of CDKTF calls it through. */
interface StackTraceModule {
  captureStackTrace: () => string[];
}

const MODULE = 'cdktf/lib/tokens/private/stack-trace';

let stackTraces: StackTraceModule | undefined | 'unknown' = 'unknown';

/**
 * Runs something without CDKTF taking a stack trace of unlimited depth for every token, which no option turns off and
 * which is nine tenths of the time to construct a stack. The traces are in error messages about tokens only, never in
 * what is synthesised. Where CDKTF has no such module any more, this just runs it.
 */
export function withoutStackTraces<T>(run: () => T): T {
  if (stackTraces === 'unknown') stackTraces = findModule();
  if (stackTraces === undefined) return run();
  const original = stackTraces.captureStackTrace;
  stackTraces.captureStackTrace = () => [];
  try {
    return run();
  } finally {
    stackTraces.captureStackTrace = original;
  }
}

function findModule(): StackTraceModule | undefined {
  try {
    const found = require(MODULE) as Partial<StackTraceModule>;
    return typeof found.captureStackTrace === 'function' ? (found as StackTraceModule) : undefined;
  } catch {
    return undefined;
  }
}
