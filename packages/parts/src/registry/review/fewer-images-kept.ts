import { findingIn, type ReviewRule, type RuleFinding } from '@goldenpath/extension';
import type { RegistryPart } from '../types';

const REMEDY =
  'Check that no environment runs an image that is older. ECR expires images within a day, and they cannot be restored.';

/** Reports a registry that keeps fewer images, or no longer keeps those of an environment. */
export const fewerImagesKept: ReviewRule<undefined, RegistryPart, undefined> = {
  id: 'fewer-images-kept',
  rank: 155,
  severity: 'warning',
  firesOn:
    'An ECR repository that keeps fewer images of each environment, because `risk` is lower, or that no longer counts the images of an environment apart, because the application left it.',
  advice: REMEDY,
  find: ({ once }) =>
    once.flatMap((pair): RuleFinding[] => {
      const { base, head } = pair;
      if (base === undefined || head === undefined) return [];
      return messages(base, head).map((message) => findingIn(pair, 'warning', message, REMEDY));
    }),
};

function messages(base: RegistryPart, head: RegistryPart): string[] {
  const left = base.tagPrefixes.filter((prefix) => !head.tagPrefixes.includes(prefix));
  return [
    ...(head.keepImages < base.keepImages
      ? [
          `The registry ${head.name} keeps ${head.keepImages} images of each environment instead of ${base.keepImages}. Older ones expire.`,
        ]
      : []),
    ...left.map(
      (prefix) =>
        `The registry ${head.name} no longer counts the images tagged ${prefix}* apart: they expire with those that no environment runs.`,
    ),
  ];
}
