import { type ContainerImage, findingIn, type ReviewRule, type RuleFinding } from '@goldenpath/extension';
import type { WorkloadPart } from '../types';
import type { WorkloadChange, WorkloadOnce } from './change';

/** Tags without a version: the image behind them can change without a review. */
const MOVING = new Set(
  'alpha beta canary current dev develop development edge head latest lts main mainline master next nightly preview prod production rc release rolling snapshot stable staging test trunk unstable'.split(
    ' ',
  ),
);

const NAME_VERSION = 'Name a version (`redis:7.4`), or better a digest.';
const KEEP_FIXED = 'Let tags move in the first environment alone, so that what was tested is what runs.';

/** Reports that another program can run without a change of the fleet. */
export const mutableTag: ReviewRule<WorkloadPart, WorkloadOnce, undefined> = {
  id: 'mutable-tag',
  rank: 160,
  severity: 'danger',
  firesOn: `In all environments but the first: \`mutableTags\` that is now set, or an upstream image that now has no version or a mutable tag. Mutable tags are ${[...MOVING].map((tag) => `\`${tag}\``).join(', ')}.`,
  advice: `${NAME_VERSION} ${KEEP_FIXED}`,
  find: (change) => [...ofEnvironments(change), ...ofImages(change)],
};

function ofEnvironments({ environments }: WorkloadChange): RuleFinding[] {
  return environments.flatMap(({ name, isFirst, base, head }): RuleFinding[] => {
    if (isFirst || head?.mutableTags !== true || base?.mutableTags === true) return [];
    const message = `Image tags may move in ${name}: what runs there can change without a change here.`;
    return [findingIn({ app: null, environment: name }, 'danger', message, KEEP_FIXED)];
  });
}

function ofImages({ inEnvironments }: WorkloadChange): RuleFinding[] {
  return inEnvironments.flatMap((pair) =>
    mutableTagFinding(pair, pair.of.environment.isFirst, pair.base?.image, pair.head?.image),
  );
}

/** Returns the finding of an image that now has a mutable tag. */
export function mutableTagFinding(
  place: { readonly app: string; readonly environment: string },
  isFirst: boolean,
  before: ContainerImage | undefined,
  image: ContainerImage | undefined,
): RuleFinding[] {
  if (isFirst || image?.source !== 'upstream' || !moves(image.reference)) return [];
  if (before?.source === 'upstream' && before.reference === image.reference) return [];
  const message = `The image ${image.reference} of ${place.app} in ${place.environment} has a mutable tag: what runs there can change without a change here.`;
  return [findingIn(place, 'danger', message, NAME_VERSION)];
}

/** A colon before the last slash belongs to a registry's port. */
function moves(reference: string): boolean {
  if (reference.includes('@')) return false;
  const tag = /:([^:/]+)$/.exec(reference)?.[1];
  return tag === undefined || MOVING.has(tag.toLowerCase());
}
