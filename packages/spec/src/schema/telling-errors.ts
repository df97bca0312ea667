import type { ErrorObject } from 'ajv';
import { meantField } from './fields';

/** Of several findings about one value, the first kind here says all there is to say. */
const MOST_TELLING = ['enum', 'const', 'type'];

/**
 * The validator's findings without those that say again, or in worse words, what another one says: a union's own, a
 * name's pattern beside the name, a range beside a wrong type, a missing field beside its misspelling.
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
