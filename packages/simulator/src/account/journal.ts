import { createHash } from 'node:crypto';
import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolders } from '@goldenpath/output';
import type { Values } from '../wire/values';
import { AccountUnavailableError, CorruptAccountError } from './errors';

/** One object in the simulated cloud. */
export interface CloudObject {
  /** The Terraform type. */
  readonly type: string;
  /** The unique key among objects of its type. */
  readonly key: string;
  readonly values: Values;
  /** Values that a listing never shows: passwords and contents of secrets. @default nothing */
  readonly vault?: Values;
  /** Whether it is scheduled for deletion. It still blocks its name, but is deleted in all other respects. @default false */
  readonly retired?: boolean;
}

/** A change of the account: an object that was written or removed. */
export type Entry =
  | { readonly put: CloudObject }
  | { readonly remove: { readonly type: string; readonly key: string } };

const HEADER = JSON.stringify({ format: 'goldenpath simulated account', version: 1 });

/** The entries of an account's file. Any number of processes append to it. */
export class Journal {
  private position = 0;
  private line = 0;

  constructor(readonly file: string) {}

  /**
   * Returns the entries that any process appended since the last call.
   * @throws {CorruptAccountError} when a simulator did not write the file.
   */
  readNew(): Entry[] {
    const text = this.readTail();
    if (text === '') return [];
    const lines = text.split('\n');
    if (lines.pop() !== '') throw new CorruptAccountError(this.file, this.line + lines.length + 1, 'is cut off');
    const entries = lines.map((line, index) => this.parse(line, this.line + index + 1));
    this.line += lines.length;
    this.position += Buffer.byteLength(text);
    return entries.filter((entry) => entry !== undefined);
  }

  /**
   * Appends all entries or none. The caller must hold the lock and must have read all entries.
   * @throws {AccountUnavailableError} when they cannot be written.
   */
  append(entries: readonly Entry[]): void {
    const lines = entries.map((entry) => signed(JSON.stringify(entry, writeBytes)));
    if (this.line === 0) lines.unshift(signed(HEADER));
    const bytes = Buffer.from(`${lines.join('\n')}\n`);
    const descriptor = this.open('a');
    const before = fstatSync(descriptor).size;
    try {
      for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
    } catch (error) {
      ftruncateSync(descriptor, before);
      throw new AccountUnavailableError(this.file, 'write', error);
    } finally {
      closeSync(descriptor);
    }
    this.position += bytes.length;
    this.line += lines.length;
  }

  /** Creates the folder of the file and its lock. */
  makeFolder(): void {
    try {
      makeFolders(dirname(this.file));
    } catch (error) {
      throw new AccountUnavailableError(this.file, 'write', error);
    }
  }

  private readTail(): string {
    const descriptor = this.open('r');
    if (descriptor < 0) return '';
    try {
      const size = fstatSync(descriptor).size;
      if (size < this.position) throw new CorruptAccountError(this.file, this.line, 'is gone since it was read');
      const bytes = Buffer.alloc(size - this.position);
      readSync(descriptor, bytes, 0, bytes.length, this.position);
      return bytes.toString('utf8');
    } catch (error) {
      if (error instanceof CorruptAccountError) throw error;
      throw new AccountUnavailableError(this.file, 'read', error);
    } finally {
      closeSync(descriptor);
    }
  }

  private open(flags: 'a' | 'r'): number {
    try {
      return openSync(this.file, flags, 0o600);
    } catch (error) {
      if (flags === 'r' && (error as NodeJS.ErrnoException).code === 'ENOENT' && this.position === 0) return -1;
      throw new AccountUnavailableError(this.file, flags === 'r' ? 'read' : 'write', error);
    }
  }

  private parse(line: string, number: number): Entry | undefined {
    const [sum, text] = [line.slice(0, 8), line.slice(9)];
    if (sum !== checksum(text)) throw new CorruptAccountError(this.file, number, 'is not what a simulator wrote');
    if (number > 1) return JSON.parse(text, readBytes) as Entry;
    if (text !== HEADER) throw new CorruptAccountError(this.file, 1, 'is of a newer simulator');
    return undefined;
  }
}

/** Values of a dynamic type include their type as bytes, which JSON cannot express. */
function writeBytes(_name: string, value: unknown): unknown {
  return value instanceof Uint8Array ? { $bytes: Buffer.from(value).toString('base64') } : value;
}

function readBytes(_name: string, value: unknown): unknown {
  const bytes = (value as { $bytes?: unknown } | null)?.$bytes;
  return typeof bytes === 'string' ? new Uint8Array(Buffer.from(bytes, 'base64')) : value;
}

function signed(text: string): string {
  return `${checksum(text)} ${text}`;
}

function checksum(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
