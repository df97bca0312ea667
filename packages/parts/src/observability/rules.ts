import type { AppContext, Rule } from '@goldenpath/extension';
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

export const rules: readonly Rule<AppContext>[] = [alertsAreRead];
