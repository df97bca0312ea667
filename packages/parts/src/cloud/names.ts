import { createHash } from 'node:crypto';

const HASH = 8;

/** Returns a name that is at most `longest` characters long. A longer one is cut, and ends with a hash of the whole name. */
export function boundedName(name: string, longest: number): string {
  if (name.length <= longest) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, HASH);
  return `${name.slice(0, longest - HASH - 1).replace(/-+$/, '')}-${hash}`;
}

/** Returns the variable of a resource: `monthly-reports` and `BUCKET` give `MONTHLY_REPORTS_BUCKET`. */
export function variableOf(name: string, what: string): string {
  return `${name.toUpperCase().replaceAll('-', '_')}_${what}`;
}
