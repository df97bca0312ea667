import { type AppContext, checkVariants, inEnvironment, pathOfSetting, type Rule } from '@goldenpath/extension';
import { partSettings } from '../settings';
import { portsIn } from '../workload/ports';
import { queueRules } from './queue-rules';

export const autoscalingHasRoom: Rule<AppContext> = {
  name: 'autoscaling-without-room',
  check: (context) =>
    checkVariants(context, ({ environment, settings }) => {
      const { workload, autoscaling } = partSettings(settings);
      if (workload === undefined || autoscaling === undefined) return [];
      if (autoscaling.maxReplicas > workload.replicas) return [];
      return [
        {
          path: pathOfSetting(context, environment, ['autoscaling', 'maxReplicas'], ['replicas']),
          message: `\`maxReplicas\` is ${autoscaling.maxReplicas}${inEnvironment(environment)}, not above \`replicas\`, which is ${workload.replicas}.`,
          remedy: '`replicas` is the minimum number of pods: raise `maxReplicas` or lower `replicas`.',
        },
      ];
    }),
};

export const rules: readonly Rule<AppContext>[] = [
  autoscalingHasRoom,
  ...queueRules((settings) => {
    const queue = partSettings(settings).autoscaling?.queue;
    return queue === undefined ? [] : [{ queue, ports: portsIn(settings) }];
  }),
];
