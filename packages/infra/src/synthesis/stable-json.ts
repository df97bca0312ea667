/** Plain JSON, as Terraform's configuration is written in. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

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

function isList(value: readonly Json[] | JsonObject): value is readonly Json[] {
  return Array.isArray(value);
}
