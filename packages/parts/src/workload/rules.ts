import {
  acceptsPlainSecret,
  type AppContext,
  bytes,
  checkVariants,
  inEnvironment,
  pathOfSetting,
  PLAIN_SECRET,
  plainSecretProblem,
  type Problem,
  quote,
  type Rule,
  secretsOfArguments,
  type Settings,
} from '@goldenpath/extension';
import { checkObjectSize } from '../object-size';
import { AMOUNTS, checkQuantities, type Quantity, SIZES } from '../quantities';
import { partSettings } from '../settings';
import { probeRules } from './probe-rules';
import { NO_LIMIT, type Resources } from './settings';

const LOWEST_UNPRIVILEGED_PORT = 1024;

export const builtImagePortIsUnprivileged: Rule<AppContext> = {
  name: 'privileged-port',
  reads: ['image'],
  check: ({ spec: { general } }) => {
    const { workload } = partSettings(general);
    if (workload === undefined || workload.image !== undefined || workload.port >= LOWEST_UNPRIVILEGED_PORT) return [];
    return [
      {
        path: ['port'],
        message: `Port ${workload.port} needs privileges that the pods do not have.`,
        remedy: `Listen on ${LOWEST_UNPRIVILEGED_PORT} or above; users still reach it on port 80.`,
      },
    ];
  },
};

export const argumentsAreNotSecret: Rule<AppContext> = {
  name: PLAIN_SECRET,
  check: (context) => {
    if (acceptsPlainSecret(context.spec, undefined)) return [];
    const found = secretsOfArguments(partSettings(context.spec.general).workload?.args ?? []);
    // A value with several problems is reported by the first rule.
    const first = found.filter(({ index }, position) => found.findIndex((other) => other.index === index) === position);
    return first.map(({ index, ...secret }) => ({
      path: ['args', index],
      at: 'value' as const,
      ...plainSecretProblem(`args[${index}]`, secret),
    }));
  },
};

export const imageNamesVersion: Rule<AppContext> = {
  name: 'image-without-version',
  check: ({ spec, platform }) => {
    const image = partSettings(spec.general).workload?.image;
    if (image === undefined || namesVersion(image)) return [];
    const moving = tagOf(image) === 'latest';
    const fixed = platform.environments.find(
      ({ name, mutableTags }) => spec.environments.includes(name) && !mutableTags,
    );
    if (moving && fixed === undefined) return [];
    return [
      {
        path: ['image'],
        message: moving
          ? `${quote(image)} has a mutable tag, which ${fixed?.name} does not allow.`
          : `${quote(image)} has no version.`,
        remedy: 'Add a tag such as `:7.4`, or a digest.',
      },
    ];
  },
};

function namesVersion(image: string): boolean {
  const tag = tagOf(image);
  return image.includes('@') || (tag !== undefined && tag !== 'latest');
}

/** Returns the tag of an image reference. A colon before the last slash belongs to a registry's port. */
function tagOf(image: string): string | undefined {
  return /:([^:/@]+)(@.*)?$/.exec(image)?.[1];
}

export const requestsAreWithinLimits: Rule<AppContext> = {
  name: 'request-above-limit',
  check: (context) =>
    checkVariants(context, ({ environment, settings }) => {
      const { workload } = partSettings(settings);
      if (workload === undefined) return [];
      return AMOUNTS.flatMap((what) => checkRequest(context, environment, workload.resources, what));
    }),
};

function checkRequest(
  context: AppContext,
  environment: string | undefined,
  { requests, limits }: Resources,
  what: (typeof AMOUNTS)[number],
): Problem[] {
  if (limits[what] === NO_LIMIT || SIZES[what](requests[what]) <= SIZES[what](limits[what])) return [];
  return [
    {
      path: pathOfSetting(context, environment, ['resources', 'requests', what], ['resources', 'limits', what]),
      message: `Each pod requests ${requests[what]} of ${what}${inEnvironment(environment)}, above its limit of ${limits[what]}.`,
      remedy: `Lower \`requests.${what}\` or raise \`limits.${what}\`.`,
    },
  ];
}

/** Less memory than this means a forgotten unit: no program starts with it. */
const LEAST_MEMORY = 2 ** 20;

export const quantitiesCanBeHad: Rule<AppContext> = {
  name: 'impossible-quantity',
  check: (context) => checkQuantities(context, amountsOf),
};

function amountsOf(settings: Settings): Quantity[] {
  const { workload } = partSettings(settings);
  const temporaryFiles = workload?.temporaryFiles;
  const amounts = (['requests', 'limits'] as const).flatMap((bound) =>
    AMOUNTS.flatMap((what) => {
      const text = workload?.resources[bound][what];
      const least = what === 'memory' ? LEAST_MEMORY : 1;
      return text === undefined || text === NO_LIMIT
        ? []
        : [{ path: ['resources', bound, what], text, size: SIZES[what](text), least }];
    }),
  );
  if (temporaryFiles === undefined) return amounts;
  const tmp = { path: ['volumes', 'tmp', 'size'], text: temporaryFiles, size: bytes(temporaryFiles), least: 1 };
  return [...amounts, tmp];
}

export const argumentsFit: Rule<AppContext> = {
  name: 'too-much-for-one-object',
  check: (context) => checkObjectSize(context, undefined, 'args', partSettings(context.spec.general).workload?.args),
};

export const rules: readonly Rule<AppContext>[] = [
  builtImagePortIsUnprivileged,
  imageNamesVersion,
  requestsAreWithinLimits,
  quantitiesCanBeHad,
  argumentsFit,
  argumentsAreNotSecret,
  ...probeRules,
];
