import { findingIn, type ReviewRule, type RuleFinding, severityIn } from '@goldenpath/extension';
import { imageVersion } from '../../workload/review/image-version';
import type { SideContainer, SideContainersPart } from '../types';

const REMEDY =
  'Read who publishes the image, and pin it to a digest. It shares the network and the role in AWS of the pods; give it no more with `inherit` than it needs.';
const READ_NOTES = 'Read the notes of the release, and pin the image to a digest.';

/** Reports a program of others that now runs in the pods. */
export const foreignContainer: ReviewRule<SideContainersPart, undefined, undefined> = {
  id: 'foreign-container',
  rank: 88,
  severity: 'warning, in production danger; info for another version',
  firesOn:
    'An application that exists and has a new sidecar or init container with an image of its own, one with an image from another place, another version of it, or one that now sees more of the application by `inherit`.',
  advice: REMEDY,
  find: ({ inEnvironments }) =>
    inEnvironments.flatMap((pair): RuleFinding[] => {
      if (pair.of.base === undefined) return [];
      const severity = severityIn(pair.of.environment);
      return (pair.head?.containers ?? []).flatMap((after) => {
        const before = pair.base?.containers.find(({ name }) => name === after.name);
        const change = changeOf(before, after);
        if (change === undefined) return [];
        const message = `${pair.app} ${change.text} in ${pair.environment}.`;
        return [findingIn(pair, change.isVersion ? 'info' : severity, message, change.isVersion ? READ_NOTES : REMEDY)];
      });
    }),
};

interface Change {
  readonly text: string;
  readonly isVersion?: true;
}

function changeOf(
  before: SideContainer | undefined,
  { name, image, inherit, isSidecar }: SideContainer,
): Change | undefined {
  if (image.source !== 'upstream') return undefined;
  const what = `${isSidecar ? 'sidecar' : 'init container'} ${name}`;
  const { reference } = image;
  const sees = SEEN[inherit];
  if (before === undefined) return { text: `has the new ${what} with the image ${reference}, which ${sees}` };
  const old = before.image.source === 'upstream' ? before.image.reference : undefined;
  const repository = old === undefined ? undefined : imageVersion(old).repository;
  if (repository !== imageVersion(reference).repository)
    return { text: `runs the ${what} with the image ${reference} instead of ${old ?? 'its own'}. It ${sees}` };
  if (RANKS.indexOf(inherit) > RANKS.indexOf(before.inherit))
    return { text: `gives the ${what} with the image ${reference} more: it now ${sees}` };
  return old === reference
    ? undefined
    : { text: `runs the ${what} with the image ${reference} instead of ${old}`, isVersion: true };
}

const RANKS = ['nothing', 'configuration', 'all'] as const;
const SEEN = {
  nothing: 'sees no variables of the application',
  configuration: 'sees its plain variables',
  all: 'sees its secrets',
} as const;
