import { isList, type Json } from '@goldenpath/extension';

/**
 * JSON text with sorted keys, exactly as CDKTF writes it: two spaces, an empty list or object on two lines, no line end
 * after the last brace.
 */
export function stableJson(value: Json): string {
  return text(value, '\n');
}

function text(value: Json, lineStart: string): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const inner = `${lineStart}  `;
  if (isList(value)) return `[${value.map((item) => inner + text(item, inner)).join(',')}${lineStart}]`;
  const members = Object.keys(value)
    .sort()
    .map((key) => `${inner}${JSON.stringify(key)}: ${text(value[key] ?? null, inner)}`);
  return `{${members.join(',')}${lineStart}}`;
}
