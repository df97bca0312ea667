import { type AppContext, checkVariants, inEnvironment, pathOfSetting, type Rule } from '@goldenpath/extension';
import { partSettings } from '../settings';
import { portsIn } from '../workload/ports';
import { METRICS } from './facts';
import type { WrittenAppObservability } from './schema';

/** Alerts and dashboards are objects of the Prometheus Operator. */
export const alertsAreRead: Rule<AppContext> = {
  name: 'alerts-without-operator',
  check: ({ written, spec, platform }) => {
    const here = platform.environments.filter(({ name }) => spec.environments.includes(name));
    if (here.some(({ observability }) => observability.metrics === 'service-monitor')) return [];
    const observability = (written as { readonly observability?: WrittenAppObservability }).observability;
    return (['alerts', 'dashboard'] as const)
      .filter((field) => observability?.[field] === true)
      .map((field) => ({
        path: ['observability', field],
        message: `No environment of ${spec.name} has the Prometheus Operator, so \`${field}: true\` has no effect.`,
        remedy: `Remove it, or ask the platform team for \`observability.metrics: service-monitor\`.`,
      }));
  },
};

/** A port for metrics alone has a name, which another port must not have. */
export const metricsPortIsClear: Rule<AppContext> = {
  name: 'metrics-port-unclear',
  reads: ['ports'],
  check: (context) =>
    checkVariants(context, ({ environment, settings }) => {
      const { workload, observability } = partSettings(settings);
      const port = observability?.port;
      if (workload === undefined || port === undefined) return [];
      const ports = portsIn(settings);
      const named = ports.find(({ name }) => name === METRICS);
      const udp = ports.find((each) => each.port === port && each.protocol === 'udp');
      if (udp === undefined && (named === undefined || ports.some((each) => each.port === port))) return [];
      return [
        {
          path: pathOfSetting(context, environment, ['observability', 'port']),
          message:
            udp === undefined
              ? `The metrics are on port ${port}${inEnvironment(environment)}, and the port with the name \`${METRICS}\` is ${named?.port}.`
              : `The metrics are on port ${port}${inEnvironment(environment)}, which is a port for UDP.`,
          remedy: `Name the number of one of the \`ports\`, or leave the port \`${METRICS}\` out of them.`,
        },
      ];
    }),
};

export const rules: readonly Rule<AppContext>[] = [alertsAreRead, metricsPortIsClear];
