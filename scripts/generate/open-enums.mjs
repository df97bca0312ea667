// Converts the union of known texts and any text, which TypeScript types write as `'a' | 'b' | (string & Record<never, never>)`, to the known
// texts. The platform file adds the others: see `moreChoices` of a part.

/** Converts such unions in `definitions`. Other unions are unchanged. */
export function closeOpenEnums(definitions) {
  if (Array.isArray(definitions)) return definitions.map(closeOpenEnums);
  if (typeof definitions !== 'object' || definitions === null) return definitions;
  const copy = Object.fromEntries(Object.entries(definitions).map(([key, value]) => [key, closeOpenEnums(value)]));
  const { anyOf, ...rest } = copy;
  const known = Array.isArray(anyOf) && anyOf.length === 2 ? anyOf.find((member) => member.enum) : undefined;
  if (known === undefined || !anyOf.some(isAnyText)) return copy;
  return { ...known, ...rest };
}

function isAnyText({ type, ...rest }) {
  return type === 'string' && Object.keys(rest).length === 0;
}
