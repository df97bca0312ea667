const PLAIN_NAME = /^[A-Za-z_][\w-]*$/;
const PLAIN_ELEMENT = /^[\w.:/@-]+$/;

/** Returns a field appended to a path: `.image`, or `["app.kubernetes.io/name"]` if it is not a plain word. */
export function fieldText(name: string, above: string): string {
  if (!PLAIN_NAME.test(name)) return `[${JSON.stringify(name)}]`;
  return above === '' ? name : `.${name}`;
}

/** Returns a list element by its key, such as `[orders-api]`. */
export function elementText(name: string): string {
  return `[${PLAIN_ELEMENT.test(name) ? name : JSON.stringify(name)}]`;
}
