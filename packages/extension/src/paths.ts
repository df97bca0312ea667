import type { Path } from './diagnostic';
import { quote } from './words';

/** Formats a path: `overrides.prod.replicas`, `environments[2].host`. */
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
