import { type ExplanationTable, fromPlatform, fromSetting, fromSpec } from '@goldenpath/extension';

export const group = 'Repository and registry';

export const once: ExplanationTable = {
  workflow: fromPlatform('delivery.workflow'),
  branch: fromPlatform('github.defaultBranch', 'or `main`'),
  ecrRepository: fromSpec('name'),
  runtime: fromSetting('runtime'),
  provenance: fromPlatform('delivery.provenance'),
  'inputs.*': fromPlatform('runtimes'),
  environments: fromPlatform('environments', 'those that it runs in, with their `mutableTags`'),
};
