import {
  type AppContext,
  bytes,
  checkVariants,
  inEnvironment,
  pathOfSetting,
  type Problem,
  quote,
  type Rule,
  type Settings,
} from '@goldenpath/extension';
import { AMOUNTS, checkQuantities, type Quantity, SIZES } from '../quantities';
import { partSettings } from '../settings';
import { commandLineRules } from './command-rules';
import { portRules } from './port-rules';
import { probeRules } from './probe-rules';
import { NO_LIMIT, type Resources } from './settings';

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

/** The command of the container and its arguments. */
const commandLines = commandLineRules((settings) => {
  const { workload } = partSettings(settings);
  if (workload === undefined) return [];
  return [
    { path: ['command'], words: workload.command ?? [] },
    { path: ['args'], words: workload.args },
  ];
});

export const rules: readonly Rule<AppContext>[] = [
  ...portRules,
  imageNamesVersion,
  requestsAreWithinLimits,
  quantitiesCanBeHad,
  ...commandLines,
  ...probeRules,
];
