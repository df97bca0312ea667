import { type Explain, type ExplanationTable, fromSetting } from '@goldenpath/extension';

const availability: Explain = (context, path) =>
  fromSetting(
    context.settings['autoscaling'] === undefined ? 'replicas' : 'autoscaling.maxReplicas',
    'there may be more than one pod',
  )(context, path);

export const group = 'Pods';

export const facts: ExplanationTable = { maxUnavailable: availability };
