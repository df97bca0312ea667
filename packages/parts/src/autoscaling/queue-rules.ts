import {
  type AppContext,
  checkVariants,
  nearMiss,
  pathOfSetting,
  type Problem,
  quote,
  type Rule,
  type Settings,
} from '@goldenpath/extension';
import { METRICS } from '../observability/facts';
import { partSettings } from '../settings';
import type { Port } from '../workload/ports';
import type { QueueScaling } from './settings';

/** Pods that a queue scales. */
export interface QueueScaledPods {
  /** Where their fields are in a spec. @default at the top */
  readonly at?: readonly [string, ...string[]];
  readonly queue: QueueScaling;
  readonly ports: readonly Port[];
}

type Check = (pods: QueueScaledPods, settings: Settings, context: AppContext) => ProblemOf | undefined;

interface ProblemOf extends Pick<Problem, 'message' | 'remedy'> {
  /** The field of `queue` that it is about. */
  readonly field: keyof QueueScaling;
}

const platformHasKeda: Check = (_pods, _settings, { platform }) => {
  if (platform.kubernetes.keda !== undefined) return undefined;
  return {
    field: 'name',
    message: 'Scaling by a queue needs KEDA, and the clusters of this platform do not have it.',
    remedy: 'Ask the platform team to set `kubernetes.keda: true` in the platform file, or scale by cpu and memory.',
  };
};

const queueExists: Check = ({ queue: { name } }, settings) => {
  const known = Object.keys(partSettings(settings).queues ?? {});
  if (known.includes(name)) return undefined;
  const near = nearMiss(name, known);
  return {
    field: 'name',
    message: `This application has no queue ${quote(name)}.`,
    remedy: near === undefined ? `Add ${quote(name)} to \`queues\`, or remove \`queue\`.` : `Did you mean \`${near}\`?`,
  };
};

const nothingCallsThem: Check = ({ queue, ports }) => {
  const port = ports.find(({ name }) => name !== METRICS);
  if (!queue.scaleToZero || port === undefined) return undefined;
  return {
    field: 'scaleToZero',
    message: `With \`scaleToZero\`, no pod answers on port ${port.port} while the queue is empty.`,
    remedy: 'Remove `scaleToZero`, or let a process without a port receive the messages.',
  };
};

/** Returns the rules about pods that a queue scales. */
export function queueRules(podsIn: (settings: Settings) => readonly QueueScaledPods[]): Rule<AppContext>[] {
  const rule = (name: string, check: Check): Rule<AppContext> => ({
    name,
    check: (context) =>
      checkVariants(context, ({ environment, settings }) =>
        podsIn(settings).flatMap((pods): Problem[] => {
          const found = check(pods, settings, context);
          if (found === undefined) return [];
          const { field, message, remedy } = found;
          const path = pathOfSetting(context, environment, [...(pods.at ?? []), 'autoscaling', 'queue', field]);
          return [{ path, message, remedy }];
        }),
      ),
  });
  return [
    rule('no-keda', platformHasKeda),
    rule('unknown-queue', queueExists),
    rule('scale-to-zero-with-port', nothingCallsThem),
  ];
}
