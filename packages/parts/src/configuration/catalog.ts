import type { ConfigurationPart } from './types';
import { variablesOfUse } from './uses';

/** The applications whose address is a URL: those answer HTTP. */
export function consumes({ variables }: ConfigurationPart, uses: readonly string[]): string[] {
  return uses.filter((name) => Object.hasOwn(variables, variablesOfUse(name).url));
}
