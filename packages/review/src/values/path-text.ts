const PLAIN_NAME = /^[A-Za-z_][\w-]*$/;
const PLAIN_ELEMENT = /^[\w.:/@-]+$/;

/** A field put after what is above it: `.image`, or `["app.kubernetes.io/name"]` where it is no plain word. */
export function fieldText(name: string, above: string): string {
  if (!PLAIN_NAME.test(name)) return `[${JSON.stringify(name)}]`;
  return above === '' ? name : `.${name}`;
}

/** An element of a list by the name that it goes by, such as `[orders-api]`. */
export function elementText(name: string): string {
  return `[${PLAIN_ELEMENT.test(name) ? name : JSON.stringify(name)}]`;
}
