import * as fc from 'fast-check';
import type { WrittenPlatform } from '@goldenpath/spec';
import { record } from './platform';

const FOLDER = (mountPath: string) =>
  record({ sizeLimit: fc.constantFrom('1Gi', '64Mi') }).map((fields) => ({ mountPath, ...fields }));

/** Any memory limit that is drawn has the room for the folder in memory. */
const IN_MEMORY = fc.constant({ mountPath: '/run/${x}', sizeLimit: '16Mi', medium: 'Memory' as const });

/** Folders that containers can write to. None is where storage, files or secrets are. */
export const VOLUMES = record({
  tmp: record({ size: fc.constantFrom('1Gi', '64Mi') }),
  emptyDirs: record({ cache: FOLDER('/var/cache/ü'), 'a-1': FOLDER('/srv/cache'), socket: IN_MEMORY }),
});

/** A volume that all pods share, where the platform offers it. */
export function sharedStorageOn({ kubernetes }: WrittenPlatform): fc.Arbitrary<object> {
  if (kubernetes?.sharedStorageClass === undefined) return fc.constant({});
  return record({ sharedStorage: fc.constant({ size: '20Gi', mountPath: '/srv/shared_${x}' }) });
}
