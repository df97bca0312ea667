import { bytes, formatPath, millicores, type Path, valueAt } from '@goldenpath/extension';
import type { Resources, Settings } from '../types/resolved';
import { type AppContext, checkVariants, inEnvironment, pathOfSetting, type Problem, type Rule } from './rule';

const SIZES = { cpu: millicores, memory: bytes } as const;
const AMOUNTS = ['cpu', 'memory'] as const;

export const requestsAreWithinLimits: Rule<AppContext> = {
  name: 'request-above-limit',
  check: (context) =>
    checkVariants(context, ({ environment, settings: { workload } }) =>
      AMOUNTS.flatMap((what) =>
        workload === undefined ? [] : checkRequest(context, environment, workload.resources, what),
      ),
    ),
};

function checkRequest(
  context: AppContext,
  environment: string | undefined,
  { requests, limits }: Resources,
  what: (typeof AMOUNTS)[number],
): Problem[] {
  if (SIZES[what](requests[what]) <= SIZES[what](limits[what])) return [];
  return [
    {
      path: pathOfSetting(context, environment, ['resources', 'requests', what], ['resources', 'limits', what]),
      message: `Each pod asks for ${requests[what]} of ${what}${inEnvironment(environment)}, above its limit of ${limits[what]}.`,
      remedy: `Lower \`requests.${what}\` or raise \`limits.${what}\`.`,
    },
  ];
}

/** Less memory than this is a forgotten unit: no program starts in it. */
const LEAST_MEMORY = 2 ** 20;

export const quantitiesCanBeHad: Rule<AppContext> = {
  name: 'impossible-quantity',
  check: (context) =>
    checkVariants(context, ({ environment, settings }) =>
      quantitiesOf(settings).flatMap(({ path, text, size, least }) => {
        const place = pathOfSetting(context, environment, path);
        // A default that follows from a written quantity is as wrong as that one, and nobody wrote it.
        if (valueAt(context.document.value, place) === undefined) return [];
        const problem = checkQuantity(formatPath(path), text, size, least);
        return problem === undefined ? [] : [{ path: place, ...problem }];
      }),
    ),
};

interface Quantity {
  readonly path: Path;
  readonly text: string;
  readonly size: number;
  readonly least: number;
}

function quantitiesOf({ workload, storage }: Settings): Quantity[] {
  const amounts = (['requests', 'limits'] as const).flatMap((bound) =>
    AMOUNTS.flatMap((what) => {
      const text = workload?.resources[bound][what];
      const least = what === 'memory' ? LEAST_MEMORY : 1;
      return text === undefined ? [] : [{ path: ['resources', bound, what], text, size: SIZES[what](text), least }];
    }),
  );
  if (storage === undefined) return amounts;
  return [...amounts, { path: ['storage', 'size'], text: storage.size, size: bytes(storage.size), least: 1 }];
}

function checkQuantity(
  field: string,
  text: string,
  size: number,
  least: number,
): Pick<Problem, 'message' | 'remedy'> | undefined {
  const is = `\`${field}\` is ${text}`;
  if (size === 0) return { message: `${is}, which is nothing.`, remedy: 'Ask for more than zero.' };
  if (size < least)
    return { message: `${is}, too little for any program.`, remedy: 'Give it a unit, such as `256Mi` or `1Gi`.' };
  // Beyond this a number of bytes or of thousandths is no longer exact, here and elsewhere.
  if (size > Number.MAX_SAFE_INTEGER) return { message: `${is}, more than there is.`, remedy: 'Ask for less.' };
  return undefined;
}

export const autoscalingHasRoom: Rule<AppContext> = {
  name: 'autoscaling-without-room',
  check: (context) =>
    checkVariants(context, ({ environment, settings: { workload, autoscaling } }) =>
      workload === undefined || autoscaling === undefined || autoscaling.maxReplicas > workload.replicas
        ? []
        : [
            {
              path: pathOfSetting(context, environment, ['autoscaling', 'maxReplicas'], ['replicas']),
              message: `\`maxReplicas\` is ${autoscaling.maxReplicas}${inEnvironment(environment)}, not above \`replicas\`, which is ${workload.replicas}.`,
              remedy: '`replicas` is the least number of pods: raise `maxReplicas` or lower `replicas`.',
            },
          ],
    ),
};
