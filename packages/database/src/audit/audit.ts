import { systemCode, UserError } from '@goldenpath/errors';
import { type FileHandle, link, mkdir, open, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { csvLine } from './csv';

/** One line of the audit: what a run did to one database. */
export interface AuditRow {
  /** When the work on it ended. */
  readonly at: Date;
  readonly environment: string;
  readonly buildId: string;
  readonly runId: string;
  readonly database: string;
  readonly username: string;
  readonly action: string;
  readonly status: 'success' | 'failure';
  readonly durationMs: number;
  readonly message: string;
}

const COLUMNS = [
  'timestamp_utc',
  'environment',
  'build_id',
  'run_id',
  'database',
  'username',
  'action',
  'status',
  'duration_ms',
  'message',
];

/** The audit file of an environment, relative to the folder of the platform file. */
export function auditFile(environment: string): string {
  return path.join('governance', environment, 'rds_provision_audit.csv');
}

/**
 * Appends lines to an audit file. They are on the disk when it returns.
 *
 * Each call is one write to a file that is open for appending, which the system never mixes with the write of another process.
 *
 * @throws UserError where the file cannot be written. A line that was written in part is taken back.
 */
export async function appendAudit(file: string, rows: readonly AuditRow[]): Promise<void> {
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeHeader(file);
    await append(file, Buffer.from(rows.map((row) => csvLine(valuesOf(row))).join('')));
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    throw new UserError(
      `Cannot write the audit file ${file}: ${code}.`,
      code === 'ENOSPC'
        ? 'Free space on the disk, and run the command again: it records what it finds.'
        : 'Check the permissions of the file and of its folder, and run the command again.',
      { code: 'audit-failed' },
    );
  }
}

/** The first writer makes the file, complete with its header. */
async function writeHeader(file: string): Promise<void> {
  const temporary = `${file}.${process.pid}.${process.hrtime.bigint()}.tmp`;
  try {
    await (await open(file, 'r')).close();
    return;
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
  }
  try {
    await writeFile(temporary, csvLine(COLUMNS), { flush: true });
    // A link fails where the file exists by now: another writer was first.
    await link(temporary, file).catch((error: unknown) => {
      if (systemCode(error) !== 'EEXIST') throw error;
    });
  } finally {
    await rm(temporary, { force: true });
  }
}

async function append(file: string, lines: Buffer): Promise<void> {
  const handle = await open(file, 'a+');
  try {
    const { bytesWritten } = await handle.write(await afterTornLine(handle, lines));
    if (bytesWritten < lines.length) await finishOrUndo(handle, lines, bytesWritten);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A machine that lost its power leaves a part of a line: what follows begins a new one. */
async function afterTornLine(handle: FileHandle, lines: Buffer): Promise<Buffer> {
  const tail = await tailOf(handle, 1);
  return tail.length === 0 || tail.toString() === '\n' ? lines : Buffer.concat([Buffer.from('\r\n'), lines]);
}

/** A short write means that the disk is full, most often: the rest fails with the reason, and the beginning is taken back. */
async function finishOrUndo(handle: FileHandle, lines: Buffer, written: number): Promise<void> {
  try {
    await handle.writeFile(lines.subarray(written));
  } catch (error) {
    const { size } = await handle.stat();
    // Another writer's line may be the last one by now: then the part of ours stays.
    const tail = await tailOf(handle, written);
    if (tail.equals(lines.subarray(0, written))) await handle.truncate(size - written);
    throw error;
  }
}

async function tailOf(handle: FileHandle, bytes: number): Promise<Buffer> {
  const { size } = await handle.stat();
  const length = Math.min(bytes, size);
  const { buffer } = await handle.read(Buffer.alloc(length), 0, length, size - length);
  return buffer;
}

function valuesOf(row: AuditRow): (string | number)[] {
  const { at, environment, buildId, runId, database, username, action, status, durationMs, message } = row;
  const time = at.toISOString();
  return [time, environment, buildId, runId, database, username, action, status, Math.round(durationMs), message];
}
