import { type Engine, engineCacheFolder, findEngine } from '@goldenpath/deploy';
import type { FleetContext } from '../context';

/** Returns the Terraform or OpenTofu of this machine, or a release that is downloaded once. */
export function engineFor({ env, onProgress }: Pick<FleetContext, 'env' | 'onProgress'>): Promise<Engine> {
  return findEngine({
    env,
    cache: engineCacheFolder(env),
    onFetch: (what) => onProgress({ kind: 'engine-download', what }),
  });
}
