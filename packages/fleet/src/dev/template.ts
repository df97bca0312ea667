/** An action of a template: a key with its filters, or a text in quotes. */
const ACTION = /\{\{ (?:\.([A-Za-z_][A-Za-z0-9_]*)((?: \| [^}|]+)*)|"([{}])") \}\}/g;
const FILTERS = new Map<string, (text: string) => string>([
  ['', (text) => text],
  [' | urlquery', (text) => encoded(text).replaceAll('%20', '+')],
  [' | urlquery | replace "+" "%20"', encoded],
]);

/**
 * Fills a Go template of an ExternalSecret, as far as generated ones go.
 *
 * @returns `undefined` where a key has no value, or the template does something else.
 */
export function filled(template: string, valueOf: (key: string) => string | undefined): string | undefined {
  let isFull = true;
  const text = template.replaceAll(
    ACTION,
    (_whole, key: string | undefined, filters: string | undefined, brace: string | undefined) => {
      if (key === undefined) return brace ?? '';
      const value = valueOf(key);
      const filter = FILTERS.get(filters ?? '');
      if (value === undefined || filter === undefined) isFull = false;
      return filter?.(value ?? '') ?? '';
    },
  );
  return isFull && !template.replaceAll(ACTION, '').includes('{{') ? text : undefined;
}

/** Go encodes more characters than JavaScript. */
function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
