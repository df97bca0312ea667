import type { TypeExpression } from './types';

/** Parses a type such as `map(string)` or `list(object{a:string,b:number})`. Anything else is dynamic. */
export function parseType(text: string): TypeExpression {
  const collection = /^(list|set|map)\((.*)\)$/.exec(text);
  if (collection) return [collection[1] as 'list' | 'set' | 'map', parseType(collection[2] ?? '')];
  const object = /^object\(?\{(.*)\}\)?$/.exec(text);
  if (object) return ['object', Object.fromEntries(splitFields(object[1] ?? '').map(parseField))];
  return text === 'string' || text === 'number' || text === 'bool' ? text : 'dynamic';
}

function parseField(field: string): [string, TypeExpression] {
  const colon = field.indexOf(':');
  return [field.slice(0, colon).trim(), parseType(field.slice(colon + 1).trim())];
}

/** Splits at commas outside of brackets. */
function splitFields(text: string): string[] {
  const fields: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const character = text[at];
    if (character === '(' || character === '{') depth += 1;
    if (character === ')' || character === '}') depth -= 1;
    if ((character === ',' && depth === 0) || character === undefined) {
      if (at > start) fields.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return fields;
}
