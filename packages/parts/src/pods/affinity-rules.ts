import {
  type AppContext,
  checkVariants,
  inEnvironment,
  pathOfSetting,
  type Problem,
  quote,
  type Rule,
} from '@goldenpath/extension';
import { partSettings } from '../settings';
import { AFFINITIES, type AffinitySettings, type AntiAffinitySettings } from './affinity-settings';

type Field = (typeof AFFINITIES)[number];

interface Named extends AffinitySettings, Partial<Pick<AntiAffinitySettings, 'required'>> {
  readonly field: Field;
  readonly index: number;
}

/** Applies a check to all that a variant says about other applications, those to run near first. */
function eachVariant(
  context: AppContext,
  check: (
    named: readonly Named[],
    problem: (of: Named, key: 'app' | 'topology' | 'required', texts: Pick<Problem, 'message' | 'remedy'>) => Problem,
    where: string,
  ) => readonly Problem[],
): Problem[] {
  return checkVariants(context, ({ environment, settings }) => {
    const { pods } = partSettings(settings);
    const named = AFFINITIES.flatMap((field) =>
      (pods?.[field] ?? []).map((each: AffinitySettings, index): Named => ({ ...each, field, index })),
    );
    return check(
      named,
      ({ field, index }, key, texts) => ({
        // A default is not written, so the whole entry is shown.
        path: pathOfSetting(context, environment, ['pod', field, index, key], ['pod', field, index]),
        ...texts,
      }),
      inEnvironment(environment),
    );
  });
}

export const othersAreOthers: Rule<AppContext> = {
  name: 'affinity-to-itself',
  check: (context) =>
    eachVariant(context, (named, problem) =>
      named
        .filter(({ app }) => app === context.spec.name)
        .map((each) =>
          problem(each, 'app', {
            message: `\`pod.${each.field}\` names ${quote(each.app)}, the application itself.`,
            remedy: 'Remove the entry. `pod.spread` says how the pods of one application are spread.',
          }),
        ),
    ),
};

export const othersAreNamedOnce: Rule<AppContext> = {
  name: 'affinity-twice',
  check: (context) =>
    eachVariant(context, (named, problem, where) =>
      named
        .filter(({ app, field, index }) =>
          named.some((other) => other.field === field && other.app === app && other.index < index),
        )
        .map((each) =>
          problem(each, 'app', {
            message: `\`pod.${each.field}\` names ${quote(each.app)} twice${where}.`,
            remedy: 'Keep one of the entries. Pods on one node are in one zone as well.',
          }),
        ),
    ),
};

/** Pods of one zone can be on different nodes. Pods on one node are in one zone. */
export const affinitiesAgree: Rule<AppContext> = {
  name: 'affinity-contradiction',
  check: (context) =>
    eachVariant(context, (named, problem, where) =>
      named.flatMap((away) => {
        const near = named.find(({ field, app }) => field === 'affinity' && app === away.app);
        if (away.field !== 'antiAffinity' || near === undefined) return [];
        if (near.topology === 'zone' && away.topology === 'node') return [];
        return [
          problem(away, 'app', {
            message: `\`pod.affinity\` asks for a ${near.topology} with pods of ${quote(away.app)}${where}, and \`pod.antiAffinity\` for a ${away.topology} without them.`,
            remedy:
              'Remove one of the entries. Both together can say `zone` in `affinity` and `node` in `antiAffinity`: the same zone, on other nodes.',
          }),
        ];
      }),
    ),
};

/** Most applications run in every zone, so no zone would be left. */
export const zonesAreNotRequired: Rule<AppContext> = {
  name: 'anti-affinity-of-zones',
  check: (context) =>
    eachVariant(context, (named, problem, where) =>
      named
        .filter(({ required, topology }) => required === true && topology === 'zone')
        .map((each) =>
          problem(each, 'required', {
            message: `The pods would have no zone${where}: those of ${quote(each.app)} are spread over all zones.`,
            remedy: 'Remove `required`, or write `topology: node`.',
          }),
        ),
    ),
};

export const affinityRules: readonly Rule<AppContext>[] = [
  othersAreOthers,
  othersAreNamedOnce,
  affinitiesAgree,
  zonesAreNotRequired,
];
