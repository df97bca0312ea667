import { type ExplanationTable, fromPlatform } from '@goldenpath/extension';

export const group = 'Pods';

export const facts: ExplanationTable = {
  'nodeSelector.*': (context, path) => fromPlatform(`kubernetes.nodeSelector.${path.at(-1) ?? ''}`)(context, path),
  'tolerations.*.*': fromPlatform('kubernetes.tolerations'),
};
