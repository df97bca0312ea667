import { bytes, millicores } from '../settings/quantity';
import type { Amounts, Resources } from '../types/resolved';
import { type AppContext, inEnvironment, pathOfSetting, type Problem, type Rule, variantsOf } from './rule';

const SIZES = { cpu: millicores, memory: bytes } as const;
const AMOUNTS = ['cpu', 'memory'] as const;

export const requestsAreWithinLimits: Rule<AppContext> = {
  name: 'request-above-limit',
  check: (context) =>
    variantsOf(context).flatMap(({ environment, settings }) =>
      AMOUNTS.flatMap((what) => checkAmount(context, environment, settings.workload?.resources, what)),
    ),
};

function checkAmount(
  context: AppContext,
  environment: string | undefined,
  resources: Resources | undefined,
  what: keyof Amounts,
): Problem[] {
  if (resources === undefined) return [];
  const request = resources.requests[what];
  const limit = resources.limits[what];
  if (SIZES[what](request) <= SIZES[what](limit)) return [];
  return [
    {
      path: pathOfSetting(context, environment, ['resources', 'requests', what]),
      message: `Each pod asks for ${request} of ${what}${inEnvironment(environment)}, above its limit of ${limit}.`,
      remedy: `Lower \`requests.${what}\` or raise \`limits.${what}\`.`,
    },
  ];
}

export const quantitiesAreAboveZero: Rule<AppContext> = {
  name: 'zero-quantity',
  check: (context) =>
    variantsOf(context).flatMap(({ environment, settings: { workload, storage } }) => {
      const quantities = [
        ...AMOUNTS.flatMap((what) => [
          { path: ['resources', 'requests', what], size: SIZES[what](workload?.resources.requests[what] ?? '1') },
          { path: ['resources', 'limits', what], size: SIZES[what](workload?.resources.limits[what] ?? '1') },
        ]),
        { path: ['storage', 'size'], size: bytes(storage?.size ?? '1') },
      ];
      return quantities
        .filter(({ size }) => !(size > 0 && Number.isSafeInteger(Math.ceil(size))))
        .map(({ path }) => ({
          path: pathOfSetting(context, environment, path),
          message: `\`${path.join('.')}\` is not an amount that can be had.`,
          remedy: 'Ask for more than zero, and for no more than exists.',
        }));
    }),
};

export const autoscalingHasRoom: Rule<AppContext> = {
  name: 'autoscaling-without-room',
  check: (context) =>
    variantsOf(context).flatMap(({ environment, settings: { workload } }) =>
      workload?.autoscaling === undefined || workload.autoscaling.maxReplicas > workload.replicas
        ? []
        : [
            {
              path: pathOfSetting(context, environment, ['autoscaling', 'maxReplicas']),
              message: `\`maxReplicas\` is ${workload.autoscaling.maxReplicas}${inEnvironment(environment)}, not above \`replicas\`, which is ${workload.replicas}.`,
              remedy: '`replicas` is the least number of pods: raise `maxReplicas` or lower `replicas`.',
            },
          ],
    ),
};

const TAKEN_MOUNT_PATHS = ['/tmp', '/proc', '/sys', '/dev'];

export const mountPathIsFree: Rule<AppContext> = {
  name: 'mount-path-taken',
  check: ({ spec: { general } }) => {
    const mountPath = general.storage?.mountPath;
    if (mountPath === undefined) return [];
    const segments = mountPath.split('/').slice(1);
    const problem = (message: string, remedy: string) => [{ path: ['storage', 'mountPath'], message, remedy }];
    if (segments.some((segment) => segment === '' || segment === '.' || segment === '..'))
      return problem(`${JSON.stringify(mountPath)} is not a plain path.`, 'Write it without `.`, `..` and empty parts.');
    const taken = TAKEN_MOUNT_PATHS.find((path) => mountPath === path || mountPath.startsWith(`${path}/`));
    if (taken !== undefined) return problem(`${taken} is taken in every pod.`, 'Mount the volume elsewhere, such as `/data`.');
    return [];
  },
};
