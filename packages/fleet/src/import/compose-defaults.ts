import { isMap } from '@goldenpath/extension';

/** The values of variables that a compose file may refer to, by name. */
export type KnownVariables = ReadonlyMap<string, string>;

/** `$$`, or a reference to a variable: `${NAME}`, `${NAME:-text}`, `${NAME-text}` or `$NAME`. */
const REFERENCE = /\$\$|\$\{([A-Za-z_]\w*)(?::?-([^{}]*))?\}|\$([A-Za-z_]\w*)/g;

/**
 * Resolves what a compose file says besides its services and fields: the merge key `<<`, which YAML 1.2 does not have, and variables that are
 * known or have a default. `$$` stays: it is a dollar sign for those that read the texts.
 */
export function resolved(value: unknown, known: KnownVariables): unknown {
  if (typeof value === 'string') return withVariables(value, known);
  if (Array.isArray(value)) return value.map((item) => resolved(item, known));
  if (!isMap(value)) return value;
  const { '<<': merged, ...own } = value;
  const bases = (Array.isArray(merged) ? merged : [merged])
    .filter(isMap)
    .map((base) => resolved(base, known)) as object[];
  const fields = Object.fromEntries(Object.entries(own).map(([name, item]) => [name, resolved(item, known)]));
  return Object.assign({}, ...bases.reverse(), fields) as unknown;
}

/** Returns a text with the values or the defaults of its variables. */
export function withVariables(text: string, known: KnownVariables = new Map()): string {
  if (!text.includes('$')) return text;
  return text.replaceAll(
    REFERENCE,
    (all, braced?: string, usual?: string, plain?: string) => known.get(braced ?? plain ?? '') ?? usual ?? all,
  );
}

/** Whether a text depends on the environment of `docker compose`. */
export function isOpen(text: string): boolean {
  return /\$(?:\{|[A-Za-z_])/.test(text.replaceAll('$$', ''));
}

/** Why a command is not copied. */
export const OPEN_WORDS = 'A word comes from the environment of `docker compose`. Add the command with its value.';

/** Returns a text as the container gets it; `undefined` if a part of it comes from the environment of `docker compose`. */
export function literal(text: string): string | undefined {
  return isOpen(text) ? undefined : text.replaceAll('$$', '$');
}
