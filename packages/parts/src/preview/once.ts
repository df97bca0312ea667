import type { AppFactsInput } from '@goldenpath/extension';
import { partSettings } from '../settings';
import type { PreviewPart } from './types';

/** The workflow of an application whose pull requests can have a preview. */
export function previewOnce({ spec, platform }: AppFactsInput): PreviewPart | undefined {
  const { previews, delivery } = platform;
  if (previews === undefined || partSettings(spec.general).preview === undefined) return undefined;
  const [, repository = '', ref = ''] = /^([^/]+\/[^/]+)\/[^@]*@(.+)$/.exec(delivery.workflow) ?? [];
  return {
    app: spec.name,
    platform: repository,
    workflow: `${repository}/.github/workflows/_preview.yml@${ref}`,
    label: previews.label,
  };
}
