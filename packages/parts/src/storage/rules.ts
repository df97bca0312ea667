import {
  type AppContext,
  bytes,
  checkVariants,
  inEnvironment,
  pathOfSetting,
  type Rule,
  type Settings,
  valueAt,
} from '@goldenpath/extension';
import { mountPathProblem } from '../mount-paths';
import { checkQuantities, type Quantity } from '../quantities';
import { partSettings } from '../settings';
import { MOST_PODS } from './settings';

export const mountPathIsFree: Rule<AppContext> = {
  name: 'mount-path-taken',
  check: ({ spec: { general } }) => {
    const mountPath = partSettings(general).storage?.mountPath;
    const problem = mountPath === undefined ? undefined : mountPathProblem(mountPath, 'volume', '/data');
    return problem === undefined ? [] : [{ path: ['storage', 'mountPath'], ...problem }];
  },
};

export const volumeSizeCanBeHad: Rule<AppContext> = {
  name: 'impossible-quantity',
  check: (context) => checkQuantities(context, sizeOf),
};

function sizeOf(settings: Settings): Quantity[] {
  const { storage } = partSettings(settings);
  if (storage === undefined) return [];
  return [{ path: ['storage', 'size'], text: storage.size, size: bytes(storage.size), least: 1 }];
}

/** An override changes a volume, and makes none. */
export const overriddenVolumeExists: Rule<AppContext> = {
  name: 'unknown-volume',
  check: ({ document: { value }, spec: { environments } }) => {
    if (valueAt(value, ['storage']) !== undefined) return [];
    return environments
      .filter((environment) => valueAt(value, ['overrides', environment, 'storage']) !== undefined)
      .map((environment) => ({
        path: ['overrides', environment, 'storage'],
        at: 'key' as const,
        message: 'There is no volume to override: the spec has no `storage`.',
        remedy:
          'Describe it in `storage` outside of `overrides`: an application has a volume in all of its environments.',
      }));
  },
};

export const volumesAreFew: Rule<AppContext> = {
  name: 'too-many-volumes',
  reads: ['replicas'],
  check: (context) =>
    checkVariants(context, ({ environment, settings }) => {
      const { storage, workload } = partSettings(settings);
      if (storage === undefined || workload === undefined || workload.replicas <= MOST_PODS) return [];
      return [
        {
          path: pathOfSetting(context, environment, ['replicas']),
          message: `\`replicas\` is ${workload.replicas}${inEnvironment(environment)}, and at most ${MOST_PODS} pods can have a volume of their own.`,
          remedy: `Write at most ${MOST_PODS}, or keep the files in \`sharedStorage\` or in a bucket.`,
        },
      ];
    }),
};

/** Each pod has its own data: an autoscaler would start pods without any, and leave volumes behind. */
export const volumesDoNotScale: Rule<AppContext> = {
  name: 'autoscaling-with-volume',
  check: (context) =>
    checkVariants(context, ({ environment, settings }) => {
      const { storage, autoscaling } = partSettings(settings);
      if (storage === undefined || autoscaling === undefined) return [];
      return [
        {
          path: pathOfSetting(context, environment, ['autoscaling']),
          at: 'key',
          message: `Each pod keeps a volume with data of its own, so their number cannot follow the load${inEnvironment(environment)}.`,
          remedy: 'Set `replicas` in place of `autoscaling`, or keep the files in `sharedStorage` or in a bucket.',
        },
      ];
    }),
};

export const rules: readonly Rule<AppContext>[] = [
  mountPathIsFree,
  volumeSizeCanBeHad,
  overriddenVolumeExists,
  volumesAreFew,
  volumesDoNotScale,
];
