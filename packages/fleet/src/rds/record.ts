import { appendAudit, auditFile, type ProvisionResult } from '@goldenpath/database';
import { isUserError } from '@goldenpath/errors';
import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import type { FleetContext } from '../context';
import type { RdsOptions } from './options';
import { recordsFolder } from './servers';

/** Writes a line of the audit for each result. */
export interface AuditRecorder {
  /** As a person reads it: relative to the folder of the platform file. */
  readonly file: string;
  /** All lines of the file. */
  readonly read: () => Promise<string>;
  /** @param action - What was done. @default what the result says */
  readonly record: (result: ProvisionResult, action?: string) => Promise<void>;
}

/** The audit of an environment. Build and run are those of the CI that runs this. */
export function auditRecorder(context: FleetContext, options: RdsOptions, action?: string): AuditRecorder {
  const { source, env } = context;
  const { environment } = options;
  const file = path.join(recordsFolder(context, options), auditFile(environment));
  const first = (...names: readonly string[]) => names.map((name) => env[name]).find((value) => value) ?? 'local';
  const run = {
    environment,
    buildId: first('GITHUB_RUN_NUMBER', 'BUILD_ID', 'CI_PIPELINE_IID', 'BUILD_BUILDNUMBER'),
    runId: first('GITHUB_RUN_ID', 'BUILD_TAG', 'CI_PIPELINE_ID', 'BUILD_BUILDID'),
  };
  return {
    file: path.relative(path.dirname(source.platformFile), file),
    read: () => readFile(file, 'utf8'),
    record: (result, given) =>
      appendAudit(file, [
        {
          ...run,
          at: new Date(),
          database: result.desired.database,
          username: result.desired.role,
          action: given ?? action ?? actionOf(result),
          status: result.status === 'failed' ? 'failure' : 'success',
          durationMs: result.durationMs,
          message: messageOf(result),
        },
      ]),
  };
}

function actionOf({ desired, kinds, status }: ProvisionResult): string {
  if (status === 'failed') return 'provision';
  if (kinds.length === 0) return 'verify';
  if (desired.access !== undefined && kinds.includes('role')) return 'grant';
  return kinds.includes('database') ? 'create' : 'update';
}

function messageOf({ error, steps }: ProvisionResult): string {
  if (error === undefined) return steps.length === 0 ? 'no change' : steps.join('; ');
  return isUserError(error) ? error.message : `bug: ${error instanceof Error ? error.name : 'unknown'}`;
}
