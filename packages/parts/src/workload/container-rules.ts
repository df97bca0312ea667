import {
  type AppContext,
  checkVariants,
  inEnvironment,
  pathOfSetting,
  type Problem,
  type Rule,
} from '@goldenpath/extension';
import { AMOUNTS, checkQuantities, type Quantity, SIZES } from '../quantities';
import { commandLineRules } from './command-rules';
import { probeRules } from './probe-rules';
import { NO_LIMIT } from './settings';
import { type ContainersOf, ofContainer, type SpecContainer } from './spec-container';

/** Less memory than this means a forgotten unit: no program starts with it. */
const LEAST_MEMORY = 2 ** 20;

/** Returns the rules about containers that a spec describes: their resources, commands and checks. */
export function containerRules(containersOf: ContainersOf): readonly Rule<AppContext>[] {
  return [
    requestsAreWithinLimits(containersOf),
    quantitiesCanBeHad(containersOf),
    ...commandLineRules((settings) =>
      containersOf(settings).flatMap(({ at, command = [], args }) => [
        { path: [...at, 'command'], words: command },
        { path: [...at, 'args'], words: args },
      ]),
    ),
    ...probeRules(containersOf),
  ];
}

function requestsAreWithinLimits(containersOf: ContainersOf): Rule<AppContext> {
  return {
    name: 'request-above-limit',
    check: (context) =>
      checkVariants(context, ({ environment, settings }) =>
        containersOf(settings).flatMap((container) =>
          AMOUNTS.flatMap((what) => checkRequest(context, environment, container, what)),
        ),
      ),
  };
}

function checkRequest(
  context: AppContext,
  environment: string | undefined,
  container: SpecContainer,
  what: (typeof AMOUNTS)[number],
): Problem[] {
  const { at, resources } = container;
  const { requests, limits } = resources;
  if (limits[what] === NO_LIMIT || SIZES[what](requests[what]) <= SIZES[what](limits[what])) return [];
  const place = (bound: string) => [...at, 'resources', bound, what];
  return [
    {
      path: pathOfSetting(context, environment, place('requests'), place('limits')),
      message: `Each pod${ofContainer(container)} requests ${requests[what]} of ${what}${inEnvironment(environment)}, above its limit of ${limits[what]}.`,
      remedy: `Lower \`requests.${what}\` or raise \`limits.${what}\`.`,
    },
  ];
}

function quantitiesCanBeHad(containersOf: ContainersOf): Rule<AppContext> {
  return {
    name: 'impossible-quantity',
    check: (context) => checkQuantities(context, (settings) => containersOf(settings).flatMap(amountsOf)),
  };
}

function amountsOf({ at, resources }: SpecContainer): Quantity[] {
  return (['requests', 'limits'] as const).flatMap((bound) =>
    AMOUNTS.flatMap((what) => {
      const text = resources[bound][what];
      const least = what === 'memory' ? LEAST_MEMORY : 1;
      return text === NO_LIMIT
        ? []
        : [{ path: [...at, 'resources', bound, what], text, size: SIZES[what](text), least }];
    }),
  );
}
