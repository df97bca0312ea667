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

/** A preview has a namespace and a database of its own, so it needs a store that its Secrets can come from. */
export const previewsNeedTheStore: Rule<AppContext> = {
  name: 'preview-secret-store',
  reads: ['database', 'secrets'],
  check: ({ spec, platform: { secretStore, previews } }) => {
    const settings = partSettings((previews && spec.settings[previews.from]) ?? {});
    if (settings.preview === undefined || secretStore.type === 'aws-secrets-manager') return [];
    if (settings.database !== undefined && settings.database.retirement === undefined)
      return [
        {
          path: ['preview'],
          message: `A preview has a database of its own, whose credentials are in AWS Secrets Manager, and \`secretStore.type\` is \`${secretStore.type}\`.`,
          remedy: 'Remove `preview`, or set `secretStore.type` to `aws-secrets-manager` in the platform file.',
        },
      ];
    const scope = secretStore.sealedSecrets?.scope;
    if (scope === undefined || scope === 'cluster-wide' || Object.keys(settings.secrets?.secrets ?? {}).length === 0)
      return [];
    return [
      {
        path: ['preview'],
        message: `A preview has a namespace of its own, and the secrets of the application are sealed for another one: \`secretStore.sealedSecrets.scope\` is \`${scope}\`.`,
        remedy: 'Remove `preview`, or set the scope to `cluster-wide` in the platform file and seal the secrets again.',
      },
    ];
  },
};

export const rules: readonly Rule<AppContext>[] = [previewsAreBuilt, previewsNeedThePlatform, previewsNeedTheStore];
