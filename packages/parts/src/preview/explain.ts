import { type ExplanationTable, fromPlatform, fromSpec } from '@goldenpath/extension';

export const group = 'Repository and registry';

export const once: ExplanationTable = {
  app: fromSpec('name'),
  platform: fromPlatform('delivery.workflow', 'the repository in it'),
  workflow: fromPlatform('delivery.workflow', 'with `_preview.yml` in place of the file'),
  label: fromPlatform('previews.label'),
};
