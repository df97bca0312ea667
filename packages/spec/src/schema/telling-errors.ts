import type { ErrorObject } from 'ajv';
import { meantField } from './fields';

/** Of several findings about one value, the first of these is sufficient. */
const MOST_TELLING = ['enum', 'const', 'type'];

/**
 * Removes findings that repeat others in worse words: a union's own finding, a name's pattern next to the name, a range next to a wrong
 * type, a missing field next to its misspelling.
 */
export function tellingErrors(errors: readonly ErrorObject[]): ErrorObject[] {
  const own = errors.filter(({ keyword, propertyName }) => keyword !== 'if' && propertyName === undefined);
  const keywordsAt = new Map<string, Set<string>>();
  for (const { instancePath, keyword } of own)
    keywordsAt.set(instancePath, (keywordsAt.get(instancePath) ?? new Set()).add(keyword));
  const misspelt = new Set(own.flatMap(misspeltField));
  return own.filter(({ instancePath, keyword, params }) => {
    const best = MOST_TELLING.find((telling) => keywordsAt.get(instancePath)?.has(telling));
    if (best !== undefined && keyword !== best) return false;
    return keyword !== 'required' || !misspelt.has(`${instancePath}/${params['missingProperty']}`);
  });
}

function misspeltField(error: ErrorObject): string[] {
  if (error.keyword !== 'additionalProperties') return [];
  const meant = meantField(error);
  return meant === undefined ? [] : [`${error.instancePath}/${meant}`];
}
