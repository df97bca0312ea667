import * as fs from 'node:fs';
import * as path from 'node:path';
import { UserError } from '@goldenpath/errors';
import { type Clone, versionContent, versionsOf } from '@goldenpath/git';
import { folderKind } from '@goldenpath/output';
import { type GeneratedRecord, isRecord, RECORD_FILE } from '@goldenpath/scaffold';

/** What was generated last in a repository. */
export interface LastRecord {
  readonly record: GeneratedRecord;
  /** Whether it is an earlier version of the file, because the current one is missing or damaged. */
  readonly isRestored: boolean;
}

/**
 * Reads the record of a repository. Where it is missing or damaged, the newest version in the Git history that is a record counts.
 *
 * @throws UserError where the repository never had a record, or where the record is that of another application.
 */
export async function lastRecord(clone: Clone, app: string): Promise<LastRecord> {
  const file = path.join(clone.folder, RECORD_FILE);
  const current = folderKind(file) === 'file' ? recordIn(fs.readFileSync(file)) : undefined;
  const record = current ?? (await earlierRecord(clone));
  if (record === undefined)
    throw new UserError(
      `${clone.folder} has no record of what was generated in it (${RECORD_FILE}), nor has its Git history.`,
      `If it is the repository of ${app}, run \`goldenpath scaffold ${app} --out ${clone.folder}\`, and commit what it writes.`,
    );
  if (record.app !== app)
    throw new UserError(
      `${clone.folder} is the repository of ${record.app}, not of ${app}.`,
      `Name ${record.app}, or pass the folder of ${app} with \`--repo\`.`,
    );
  return { record, isRestored: current === undefined };
}

async function earlierRecord(clone: Clone): Promise<GeneratedRecord | undefined> {
  for (const id of await versionsOf(clone, RECORD_FILE)) {
    const record = recordIn(await versionContent(clone, id));
    if (record !== undefined) return record;
  }
  return undefined;
}

function recordIn(bytes: Buffer): GeneratedRecord | undefined {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
