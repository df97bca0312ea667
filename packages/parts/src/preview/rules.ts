import type { AppContext, Rule } from '@goldenpath/extension';
import { partSettings } from '../settings';

/** Nothing is built from the pull requests of an upstream image. */
export const previewsAreBuilt: Rule<AppContext> = {
  name: 'preview-of-upstream-image',
  check: ({ spec: { general } }) => {
    const { preview, workload } = partSettings(general);
    if (preview === undefined || workload?.image === undefined) return [];
    return [
      {
        path: ['preview'],
        message: 'An application with an upstream image has no pull requests that build one, so it has no previews.',
        remedy: 'Remove `preview`, or remove `image` and build the application from its repository.',
      },
    ];
  },
};

/** The platform decides which environment previews are made from, and how many there may be. */
export const previewsNeedThePlatform: Rule<AppContext> = {
  name: 'preview-without-platform',
  check: ({ spec: { general, environments }, platform }) => {
    if (partSettings(general).preview === undefined) return [];
    const from = platform.previews?.from;
    if (from === undefined)
      return [
        {
          path: ['preview'],
          message: 'The platform file has no `previews`, so no pull request can get an environment.',
          remedy: 'Add `previews: { from: dev }` to the platform file, or remove `preview`.',
        },
      ];
    if (environments.includes(from)) return [];
    return [
      {
        path: ['preview'],
        message: `Previews are made from ${from}, and the application does not run there.`,
        remedy: `Add ${from} to \`environments\`, or remove \`preview\`.`,
      },
    ];
  },
};

export const rules: readonly Rule<AppContext>[] = [previewsAreBuilt, previewsNeedThePlatform];
