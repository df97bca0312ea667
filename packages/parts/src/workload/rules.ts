import { type AppContext, quote, type Rule } from '@goldenpath/extension';
import { partSettings } from '../settings';
import { containerRules } from './container-rules';
import { portRules } from './port-rules';
import { ownContainer } from './spec-container';
import { folderRules, ownFolders } from './volume-rules';

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

export const rules: readonly Rule<AppContext>[] = [
  ...portRules,
  imageNamesVersion,
  ...folderRules(ownFolders),
  ...containerRules(ownContainer),
];
