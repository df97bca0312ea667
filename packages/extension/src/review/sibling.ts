import type { AppInEnvironment } from '../facts';

/**
 * The facts of another part of the same application, for what a review shows of two parts together; `undefined` where the
 * application does not have it.
 */
export function factsOfPart<Facts>(app: AppInEnvironment | undefined, part: string): Facts | undefined {
  return app === undefined ? undefined : (app as unknown as Readonly<Record<string, Facts | undefined>>)[part];
}
