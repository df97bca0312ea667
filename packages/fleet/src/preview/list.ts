import type { PreviewsFacts } from '@goldenpath/extension';
import { readRecords, type PreviewRecord } from '@goldenpath/gitops';
import type { FleetContext } from '../context';
import type { ListedPreview, PreviewOptions } from './options';
import { openPreviews } from './workspace';

const DAY_MS = 86_400_000;

/** Returns the previews of the platform, in order of application and number. */
export async function listPreviews(context: FleetContext, options: PreviewOptions = {}): Promise<ListedPreview[]> {
  const work = await openPreviews(context, options);
  const records = await work.read((tip) => readRecords(tip));
  return records.map((record) => {
    const end = endOf(record, work.platform.previews);
    return { ...record, ...(end !== undefined && { expiresAt: end.toISOString() }) };
  });
}

/** Returns when a preview is too old. */
export function endOf({ createdAt }: PreviewRecord, previews: PreviewsFacts | undefined): Date | undefined {
  return previews && new Date(Date.parse(createdAt) + previews.maxAgeDays * DAY_MS);
}
