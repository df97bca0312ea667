import type { Path } from '../types/diagnostic';
import { quote } from '../words';

/** A path as people write it: `overrides.prod.replicas`, `environments[2].host`. */
export function formatPath(path: Path): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      const plain = /^[A-Za-z_][\w-]{0,59}$/.test(step);
      if (!plain) return `[${quote(step)}]`;
      return index === 0 ? step : `.${step}`;
    })
    .join('');
}

/** The path of a JSON pointer (RFC 6901); a step into a list becomes a number. */
export function pathOfPointer(pointer: string, root: unknown): Path {
  if (pointer === '') return [];
  let current = root;
  return pointer
    .slice(1)
    .split('/')
    .map((escaped) => {
      const step = escaped.replaceAll('~1', '/').replaceAll('~0', '~');
      const inList = Array.isArray(current);
      current = (current as Record<string, unknown> | null | undefined)?.[step];
      return inList ? Number(step) : step;
    });
}
