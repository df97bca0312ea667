import * as fs from 'node:fs';
import * as path from 'node:path';
import { systemCode, UserError } from '@goldenpath/errors';
import { jsonText, tryParseJson } from '@goldenpath/files';
import { asDiskError, makeFolders, writeFileAtomically } from '@goldenpath/output';
import type { FleetContext } from '../context';
import type { CreateRecord } from './types';

/** Where the record of an application is. @param app - A name of an application: it is a file name. */
export function recordPath({ source }: Pick<FleetContext, 'source'>, app: string): string {
  return path.join(path.dirname(source.platformFile), '.goldenpath', 'create', `${app}.json`);
}

/**
 * Reads a record.
 *
 * @returns `undefined` where there is none.
 * @throws UserError where the file is not a record: what was made would be forgotten.
 */
export function readRecord(file: string, app: string): CreateRecord | undefined {
  const text = tryRead(file);
  if (text === undefined) return undefined;
  const record = tryParseJson(text);
  const { version, app: name, repository } = Object(record) as Partial<CreateRecord>;
  const { owner, repo, url } = Object(repository) as Partial<CreateRecord['repository']>;
  const isRecord = version === 1 && name === app && [owner, repo, url].every((value) => typeof value === 'string');
  if (isRecord) return record as CreateRecord;
  throw new UserError(
    `${file} is not a record of \`goldenpath create\`.`,
    'Restore it, or remove it: the next run then finds what it can on GitHub and in Backstage.',
  );
}

/** Writes a record: all of it, or nothing. @throws UserError where the disk refuses it. */
export function writeRecord(file: string, record: CreateRecord): void {
  try {
    makeFolders(path.dirname(file));
    writeFileAtomically(file, jsonText(record));
  } catch (error) {
    throw asDiskError(error, file, 'Run this again: what was made is found.', '');
  }
}

export function removeRecord(file: string): void {
  fs.rmSync(file, { force: true });
}

function tryRead(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    if (systemCode(error) === 'EISDIR') return '';
    throw asDiskError(error, file, 'Nothing was changed.', '');
  }
}
