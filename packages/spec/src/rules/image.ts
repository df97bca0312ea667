import { quote } from '@goldenpath/extension';
import type { AppContext, Rule } from './rule';

const LOWEST_UNPRIVILEGED_PORT = 1024;

export const builtImagePortIsUnprivileged: Rule<AppContext> = {
  name: 'privileged-port',
  check: ({ spec: { general } }) =>
    general.workload !== undefined &&
    general.workload.image === undefined &&
    general.workload.port < LOWEST_UNPRIVILEGED_PORT
      ? [
          {
            path: ['port'],
            message: `Port ${general.workload.port} needs privileges that the pods do not have.`,
            remedy: `Listen on ${LOWEST_UNPRIVILEGED_PORT} or above; users still reach it on port 80.`,
          },
        ]
      : [],
};

export const imageNamesVersion: Rule<AppContext> = {
  name: 'image-without-version',
  check: ({ spec, platform }) => {
    const image = spec.general.workload?.image;
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
          ? `${quote(image)} names a version that moves, which ${fixed?.name} does not allow.`
          : `${quote(image)} names no version.`,
        remedy: 'Add a tag such as `:7.4`, or a digest.',
      },
    ];
  },
};

function namesVersion(image: string): boolean {
  const tag = tagOf(image);
  return image.includes('@') || (tag !== undefined && tag !== 'latest');
}

/** The tag of an image reference; a colon before the last slash is a registry's port. */
function tagOf(image: string): string | undefined {
  return /:([^:/@]+)(@.*)?$/.exec(image)?.[1];
}
