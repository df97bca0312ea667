import { createHash } from 'node:crypto';

/** What the comment of a retired database says. The server holds it, so that every run finds it. */
export interface RetirementMark {
  /** The name that the database had. */
  readonly database: string;
  readonly role: string;
  /** When it was renamed. */
  readonly retiredAt: Date;
  /** What holds its data: an RDS snapshot, or a file. */
  readonly backup: string;
}

const KIND = 'goldenpath/retired';

/** The comment that marks a database as retired. */
export function markText({ database, role, retiredAt, backup }: RetirementMark): string {
  return JSON.stringify({ kind: KIND, database, role, retiredAt: retiredAt.toISOString(), backup });
}

/** The mark in a comment; undefined where the comment is something else. */
export function parseMark(comment: string | null): RetirementMark | undefined {
  if (comment === null || !comment.includes(KIND)) return undefined;
  try {
    const value = JSON.parse(comment) as Readonly<Record<string, unknown>>;
    const { kind, database, role, retiredAt, backup } = value;
    const at = new Date(String(retiredAt));
    if (kind !== KIND || typeof database !== 'string' || typeof role !== 'string' || typeof backup !== 'string')
      return undefined;
    return Number.isNaN(at.getTime()) ? undefined : { database, role, retiredAt: at, backup };
  } catch {
    return undefined;
  }
}

/** Bytes of the longest identifier of PostgreSQL. */
const LONGEST = 63;
const DIGEST = 8;

/** The name of a retired database: `orders_retired_20261127`. A name in `taken` gets a number behind it. */
export function retiredName(database: string, at: Date, taken: ReadonlySet<string>): string {
  const date = at.toISOString().slice(0, 10).replaceAll('-', '');
  for (let count = 1; ; count++) {
    const suffix = `_retired_${date}${count === 1 ? '' : `_${count}`}`;
    const name = `${shortened(database, LONGEST - suffix.length)}${suffix}`;
    if (!taken.has(name)) return name;
  }
}

/** A name that is too long keeps its beginning, and a digest that tells it from others with the same beginning. */
function shortened(name: string, longest: number): string {
  if (Buffer.byteLength(name) <= longest) return name;
  const digest = createHash('sha256').update(name).digest('hex').slice(0, DIGEST);
  const start = Buffer.from(name).subarray(0, longest - DIGEST - 1);
  // A character that the cut goes through is left out.
  return `${start.toString().replace(/\uFFFD+$/, '')}_${digest}`;
}
