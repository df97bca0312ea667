import type { Previews, Quota } from '@goldenpath/extension';
import type { WrittenPreviews } from '../types/previews';

/** What one preview can use, unless the platform file says otherwise. */
const DEFAULT_QUOTA: Quota = { pods: 10, cpu: 2, memory: '4Gi', volumes: 5, storage: '20Gi' };

/** Returns the settings of previews with all defaults applied; `undefined` where the platform has none. */
export function resolvePreviews(written: WrittenPreviews | undefined): Previews | undefined {
  if (written === undefined) return undefined;
  const { from, maxConcurrent = 10, maxAgeDays = 7, label = 'preview', quota } = written;
  return {
    from,
    maxConcurrent,
    maxPerTeam: written.maxPerTeam ?? maxConcurrent,
    maxAgeDays,
    label,
    quota: { ...DEFAULT_QUOTA, ...quota },
  };
}
