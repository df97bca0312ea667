import {
  departure,
  findingIn,
  type PartInEnvironment,
  type ReviewRule,
  type RuleFinding,
  withLostResources,
} from '@goldenpath/extension';
import type { CloudResource, CloudResources } from './resource';

/** What is lost with a resource. */
export interface LossOptions {
  readonly id: string;
  readonly rank: number;
  /** The type of the Terraform resource. */
  readonly type: string;
  /** Such as `bucket`. */
  readonly noun: string;
  readonly nouns: string;
  /** The rest of a sentence about it: `is deleted with all objects in it`. */
  readonly consequence: string;
  readonly advice: string;
}

type Change<Resource extends CloudResource> = Parameters<
  ReviewRule<CloudResources<Resource>, undefined, undefined>['find']
>[0];

/** Returns the rule that reports resources which go, or are replaced by others. */
export function lossRule<Resource extends CloudResource>(
  options: LossOptions,
): ReviewRule<CloudResources<Resource>, undefined, undefined> {
  const { id, rank, type, noun, nouns, consequence, advice } = options;
  return {
    id,
    rank,
    severity: 'danger',
    firesOn: `A ${noun} that is destroyed or replaced, because its application leaves the fleet or an environment, no longer has it, or has one with another name, account or region.`,
    advice,
    loses: { one: noun, many: nouns },
    find(change) {
      const found = change.inEnvironments.flatMap((pair) =>
        lostOf(pair).map(([name, { resourceName }]): RuleFinding => {
          const why = whyText(change, pair, name, noun);
          return findingIn(pair, 'danger', `${why}: ${resourceName} ${consequence}.`, advice);
        }),
      );
      // Another part can have resources of the type too.
      const isOurs = (lost: { readonly app: string | null; readonly environment: string | null }) =>
        change.inEnvironments.some((pair) => pair.app === lost.app && pair.environment === lost.environment);
      const lostResources = (ofType: string) => change.lostResources(ofType).filter(isOurs);
      return withLostResources({ lostResources }, type, found, { what: `The ${noun}`, remedy: advice });
    },
  };
}

function lostOf<Resource extends CloudResource>({
  base,
  head,
}: PartInEnvironment<CloudResources<Resource>>): (readonly [string, Resource])[] {
  return Object.entries(base ?? {}).filter(([name, { arn }]) => head?.[name]?.arn !== arn);
}

function whyText<Resource extends CloudResource>(
  change: Change<Resource>,
  { app, environment, head, of }: PartInEnvironment<CloudResources<Resource>>,
  name: string,
  noun: string,
): string {
  const gone = departure(change, of);
  if (gone !== undefined) return gone;
  if (head?.[name] === undefined) return `${app} no longer has the ${noun} ${name} in ${environment}`;
  return `The ${noun} ${name} of ${app} in ${environment} is another one`;
}
