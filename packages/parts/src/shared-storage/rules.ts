import { type AppContext, bytes, checkVariants, pathOfSetting, type Rule, type Settings } from '@goldenpath/extension';
import { checkQuantities } from '../quantities';
import { partSettings } from '../settings';
import { folderProblem } from '../workload/volume-rules';

export const sharedStorageIsOffered: Rule<AppContext> = {
  name: 'shared-storage-not-offered',
  check: ({ spec: { general } }) => {
    const { sharedStorage } = partSettings(general);
    if (sharedStorage === undefined || sharedStorage.storageClass !== undefined) return [];
    return [
      {
        path: ['sharedStorage'],
        at: 'key',
        message: 'The platform offers no volumes that several pods share.',
        remedy:
          'Ask the platform team to name a storage class in `kubernetes.sharedStorageClass` of the platform file, or keep the files in a bucket.',
      },
    ];
  },
};

export const sharedMountPathIsFree: Rule<AppContext> = {
  name: 'mount-path-taken',
  check: (context) =>
    checkVariants(context, ({ environment, settings }) => {
      const mountPath = partSettings(settings).sharedStorage?.mountPath;
      const problem =
        mountPath === undefined ? undefined : folderProblem(mountPath, '/srv/shared', foldersOf(settings), settings);
      const path = pathOfSetting(context, environment, ['sharedStorage', 'mountPath']);
      return problem === undefined ? [] : [{ path, ...problem }];
    }),
};

/** The folders of all pods: each pod mounts the volume. */
function foldersOf(settings: Settings): (readonly [string, string])[] {
  const { workload, processes = {}, migration } = partSettings(settings);
  return [workload, migration, ...Object.values(processes)].flatMap((pods) =>
    Object.entries(pods?.emptyDirs ?? {}).map(([name, { mountPath }]) => [name, mountPath] as const),
  );
}

export const sharedSizeCanBeHad: Rule<AppContext> = {
  name: 'impossible-quantity',
  check: (context) =>
    checkQuantities(context, (settings) => {
      const { sharedStorage } = partSettings(settings);
      if (sharedStorage === undefined) return [];
      const { size } = sharedStorage;
      return [{ path: ['sharedStorage', 'size'], text: size, size: bytes(size), least: 1 }];
    }),
};

export const rules: readonly Rule<AppContext>[] = [sharedStorageIsOffered, sharedMountPathIsFree, sharedSizeCanBeHad];
