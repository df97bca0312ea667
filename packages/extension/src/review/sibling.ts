import type { AppInEnvironment } from '../facts';

/**
 * Returns the facts of another part of the same application, for findings about two parts together; `undefined` when the application does
 * not have it.
 */
export function factsOfPart<Facts>(app: AppInEnvironment | undefined, part: string): Facts | undefined {
  return app === undefined ? undefined : (app as unknown as Readonly<Record<string, Facts | undefined>>)[part];
}
