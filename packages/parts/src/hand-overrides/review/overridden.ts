import {
  type FleetChange,
  findingIn,
  type Pair,
  quote,
  type ReviewRule,
  type RuleFinding,
  type Scope,
  type StackOverride,
} from '@goldenpath/extension';
import { fileChanges } from '../../hand-patches/review/file-changes';
import { stackOverrides } from '../facts';
import type { OverridesPart } from '../types';

const REMEDY =
  'Look at the differences of the stacks. An override stays when a later version changes what it overrides: prefer a field of the spec.';

/** The most arguments that one finding lists. */
const MOST_ARGUMENTS = 5;

/** Reports overrides that a person wrote, where they were added, changed or removed. */
export const overridden: ReviewRule<OverridesPart, OverridesPart, undefined> = {
  id: 'overridden-by-hand',
  rank: 301,
  severity: 'info',
  firesOn: 'An override in the folder `patches/terraform` beside the spec is added, changed or removed.',
  advice: REMEDY,
  find: (change) => [
    ...change.once.filter(({ of }) => of.head !== undefined).flatMap((pair) => findings(pair, change)),
    ...change.inEnvironments.filter(({ of }) => of.head !== undefined).flatMap((pair) => findings(pair, change)),
  ],
};

function findings(pair: Scope & Pair<OverridesPart>, change: Pick<FleetChange, 'resources'>): RuleFinding[] {
  const { changed, removed } = fileChanges(overridesOf(pair.base), overridesOf(pair.head));
  const report = (override: StackOverride, message: (changes: string) => string) => {
    const shown = argumentsIn(override, pair, change);
    return shown === undefined ? [] : [findingIn(pair, 'info', message(shown), REMEDY)];
  };
  return [
    ...changed.flatMap((override) =>
      report(override, (shown) => `The override ${quote(override.file)} is written by hand: it sets ${shown}.`),
    ),
    ...removed.flatMap((override) =>
      report(
        override,
        (shown) => `The override ${quote(override.file)}, which was written by hand, is removed: it set ${shown}.`,
      ),
    ),
  ];
}

function overridesOf(facts: OverridesPart | undefined): readonly StackOverride[] {
  return facts === undefined ? [] : stackOverrides(facts);
}

/** Returns the arguments of the resources that differ in this stack; `undefined` where the override is of other stacks alone. */
function argumentsIn(
  { resources }: StackOverride,
  { app, environment }: Scope,
  change: Pick<FleetChange, 'resources'>,
): string | undefined {
  const all = Object.entries(resources).flatMap(([type, named]) =>
    Object.entries(named)
      .filter(([name]) =>
        change
          .resources(type)
          .some((pair) => pair.app === app && pair.environment === environment && pair.address === `${type}.${name}`),
      )
      .flatMap(([name, args]) => Object.keys(args).map((argument) => `\`${type}.${name}.${argument}\``)),
  );
  if (all.length === 0) return undefined;
  const more = all.length - MOST_ARGUMENTS;
  return [...all.slice(0, MOST_ARGUMENTS), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}
