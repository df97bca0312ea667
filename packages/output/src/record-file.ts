import { closeSync, fsyncSync, openSync, writeFileSync } from 'node:fs';
import { readFileState } from './file-on-disk';
import { folderKind } from './folders';
import { OWN_FOLDER, RECORD_PATH } from './own-folder';
import { EMPTY_RECORD, tryParseRecord, type TreeRecord } from './record';

/**
 * How the last run left a tree: `new` without a record, `complete`, `interrupted` while it was being written, or
 * `unreadable` when the record is damaged. Nothing is known about an unreadable tree: all of it is generated again, and
 * none of its files is removed.
 */
export type TreeState = 'new' | 'complete' | 'interrupted' | 'unreadable';

/** A record on disk. */
export interface StoredRecord {
  readonly state: TreeState;
  readonly record: TreeRecord;
  /** The record as it stands on disk; empty when there is none. */
  readonly text: string;
}

/** Reads the record of a tree; a tree without a readable one has the empty record. */
export function readRecord(root: string): StoredRecord {
  const own = folderKind(`${root}/${OWN_FOLDER}`);
  if (own === 'absent') return { state: 'new', record: EMPTY_RECORD, text: '' };
  const found = own === 'folder' ? readFileState(`${root}/${RECORD_PATH}`) : own;
  if (found === 'absent') return { state: 'new', record: EMPTY_RECORD, text: '' };
  const text = Buffer.isBuffer(found) ? found.toString('utf8') : '';
  const record = tryParseRecord(text);
  if (record === undefined) return { state: 'unreadable', record: EMPTY_RECORD, text };
  return { state: record.status === 'complete' ? 'complete' : 'interrupted', record, text };
}

/** Reads the text of a record whose file was seen to be unchanged; empty where there is none. */
export function readRecordText(root: string): string {
  const found = readFileState(`${root}/${RECORD_PATH}`);
  return Buffer.isBuffer(found) ? found.toString('utf8') : '';
}

/** Writes a text to a new file and waits until it is on the disk, not only in memory. */
export function writeDurably(path: string, text: string): void {
  const file = openSync(path, 'wx', 0o644);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Waits until the names in a folder are on the disk, on systems that can. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
