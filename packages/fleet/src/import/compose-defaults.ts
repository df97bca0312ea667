import { isMap } from '@goldenpath/extension';

/** `$$`, or a variable with a default: `${NAME:-text}` or `${NAME-text}`. */
const DEFAULT = /\$\$|\$\{[A-Za-z_]\w*:?-([^{}]*)\}/g;

/**
 * Resolves what a compose file says besides its services and fields: the merge key `<<`, which YAML 1.2 does not have, and the defaults of
 * variables. `$$` stays: it is a dollar sign for those that read the texts.
 */
export function resolved(value: unknown): unknown {
  if (typeof value === 'string') return withDefaults(value);
  if (Array.isArray(value)) return value.map(resolved);
  if (!isMap(value)) return value;
  const { '<<': merged, ...own } = value;
  const bases = (Array.isArray(merged) ? merged : [merged]).filter(isMap).map(resolved) as object[];
  const fields = Object.fromEntries(Object.entries(own).map(([name, item]) => [name, resolved(item)]));
  return Object.assign({}, ...bases.reverse(), fields) as unknown;
}

/** Returns a text with the defaults of its variables. */
export function withDefaults(text: string): string {
  return text.includes('${') ? text.replaceAll(DEFAULT, (all, usual?: string) => usual ?? all) : text;
}

/** Whether a text depends on the environment of `docker compose`. */
export function isOpen(text: string): boolean {
  return /\$(?:\{|[A-Za-z_])/.test(text.replaceAll('$$', ''));
}

/** Returns a text as the container gets it; `undefined` if a part of it comes from the environment of `docker compose`. */
export function literal(text: string): string | undefined {
  return isOpen(text) ? undefined : text.replaceAll('$$', '$');
}
