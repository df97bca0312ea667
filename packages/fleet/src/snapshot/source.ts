import { createHash } from 'node:crypto';

/** What names a snapshot. */
export interface SnapshotSource {
  /** The absolute path of the file. */
  readonly file: string;
  /** The digest that the file must have. @default any */
  readonly digest?: string;
}

/** The digest of a snapshot. */
export function digestOf(content: Uint8Array): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}
