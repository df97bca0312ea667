import { isUserError, UserError } from '@goldenpath/errors';
import { type PreviewRecord, readRecords } from '@goldenpath/gitops';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { FleetContext } from '../context';
import { LONGEST_RUN_MS, removePreview } from './down';
import { endOf } from './list';
import type { ExpiredPreview, PreviewExpireOptions } from './options';
import { openPreviews, type PreviewWorkspace } from './workspace';

/** The numbers of the open pull requests that want a preview, by application. */
type OpenPullRequests = Readonly<Record<string, readonly number[]>>;

/**
 * Removes the previews that have to go: too old, of a closed pull request, of an application that has none any more, or left by a run that
 * was killed. It continues when one fails.
 */
export async function expirePreviews(
  context: FleetContext,
  options: PreviewExpireOptions = {},
): Promise<ExpiredPreview[]> {
  const open = options.open === undefined ? undefined : readOpen(path.resolve(context.cwd, options.open));
  const work = await openPreviews(context, options);
  const records = await work.read((tip) => readRecords(tip));
  const results: ExpiredPreview[] = [];
  for (const record of records) {
    const why = reasonOf(record, work, open);
    if (why === undefined || context.signal.aborted) continue;
    const { app, number } = record;
    results.push({ app, number, why, ...(await removed(record, work, options.dryRun === true)) });
  }
  return results;
}

async function removed(
  { app, number }: PreviewRecord,
  work: PreviewWorkspace,
  dryRun: boolean,
): Promise<Pick<ExpiredPreview, 'status' | 'steps' | 'error'>> {
  if (dryRun) return { status: 'planned', steps: [] };
  try {
    const { status, steps } = await removePreview(work, app, number);
    return { status: status === 'gone' ? 'gone' : 'removed', steps };
  } catch (error) {
    if (!isUserError(error)) throw error;
    return { status: 'failed', steps: [], error };
  }
}

/** Returns why a preview has to go; `undefined` where it may stay. */
function reasonOf(
  record: PreviewRecord,
  { platform: { previews }, now }: PreviewWorkspace,
  open: OpenPullRequests | undefined,
): string | undefined {
  const idle = now().getTime() - Date.parse(record.updatedAt);
  if (record.state === 'removing') return 'its removal was stopped';
  if (record.state === 'removed') return idle > LONGEST_RUN_MS ? 'it was removed while a run made it' : undefined;
  if (previews === undefined) return 'the platform file has no previews any more';
  if (!previews.apps.some(({ app }) => app === record.app)) return `${record.app} has no previews any more`;
  if (previews.from !== record.environment) return `previews are no longer made from ${record.environment}`;
  const end = endOf(record, previews);
  if (end !== undefined && end <= now()) return `it is older than ${previews.maxAgeDays} days`;
  const numbers = open !== undefined && Object.hasOwn(open, record.app) ? open[record.app] : undefined;
  if (numbers !== undefined && !numbers.includes(record.number)) return 'its pull request does not ask for it any more';
  return record.state === 'making' && idle > LONGEST_RUN_MS ? 'the run that made it was stopped' : undefined;
}

function isNumberOfPullRequest(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) > 0;
}

/** @throws UserError where the file is not a list of pull requests: an empty answer must not remove all previews. */
function readOpen(file: string): OpenPullRequests {
  try {
    const value = JSON.parse(fs.readFileSync(file, 'utf8')) as unknown;
    if (
      typeof value === 'object' &&
      value !== null &&
      !Array.isArray(value) &&
      Object.values(value).every((numbers) => Array.isArray(numbers) && numbers.every(isNumberOfPullRequest))
    )
      return value as OpenPullRequests;
  } catch {
    // Reported below, like any other invalid content.
  }
  throw new UserError(
    `${file} does not list pull requests by application.`,
    'It must be JSON such as `{ "orders": [12, 15] }`: the open pull requests with the label, by application.',
  );
}
