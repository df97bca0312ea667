import type { Problem, Rule } from '@goldenpath/extension';
import type { WrittenObservability } from '../types/observability';
import type { PlatformContext } from './platform';

/** Alerts and dashboards are objects of the Prometheus Operator, and read metrics under the names that a ServiceMonitor gives them. */
export const alertsHaveAnOperator: Rule<PlatformContext> = {
  name: 'alerts-without-operator',
  check: ({ written: { observability, environments } }) => {
    const modes = environments.map((environment) => environment.observability?.metrics ?? observability?.metrics);
    const hasOperator = modes.includes('service-monitor');
    return [
      ...problemsOf(observability, ['observability'], hasOperator),
      ...environments.flatMap((environment, index) =>
        problemsOf(
          environment.observability,
          ['environments', index, 'observability'],
          modes[index] === 'service-monitor',
        ),
      ),
    ];
  },
};

function problemsOf(
  observability: WrittenObservability | undefined,
  path: Problem['path'],
  hasOperator: boolean,
): Problem[] {
  if (hasOperator) return [];
  return (['alerts', 'dashboards'] as const)
    .filter((field) => observability?.[field] === true)
    .map((field) => ({
      path: [...path, field],
      message: `There are no ${field} without a ServiceMonitor, which the Prometheus Operator reads.`,
      remedy: `Set \`metrics: service-monitor\` if the cluster has the Prometheus Operator, or remove \`${field}\`.`,
    }));
}
