import { type FactsInput, isProduction } from '@goldenpath/extension';
import { RISK_POLICY } from '../risk';
import { scaledControllerOf } from '../workload/facts';
import { NO_LIMIT, type WorkloadSettings } from '../workload/settings';
import type { ObservabilitySettings } from './settings';
import type { Monitoring, ScrapedMetrics } from './types';

/** The name of the volume in claims of a StatefulSet: `data-<name>-<number>`. */
const VOLUME = 'data';

/**
 * Returns what the alerts and the dashboard are made from, if the application has any here: only where the platform has the Prometheus
 * Operator.
 */
export function monitoringFacts(
  input: FactsInput<ObservabilitySettings>,
  metrics: ScrapedMetrics | undefined,
): Monitoring | undefined {
  const { spec, settings, allSettings, namespace, platform, in: environment } = input;
  const { monitorLabels, metrics: mode, ...ofPlatform } = environment.observability;
  const alerts = settings.alerts ?? ofPlatform.alerts ?? false;
  const dashboard = settings.dashboard ?? ofPlatform.dashboards ?? false;
  // The pods of a job end, so alerts about missing pods would always be raised.
  if (allSettings['cronJob'] !== undefined) return undefined;
  if (mode !== 'service-monitor' || (!alerts && !dashboard)) return undefined;
  const { image, resources } = allSettings['workload'] as WorkloadSettings;
  const { errorPercent, latencyMilliseconds, minutes, severity } = RISK_POLICY[spec.risk].alerts;
  const isBuilt = image === undefined;
  // A worker has no Service, and so no requests.
  const isScraped = isBuilt && metrics?.by === 'service-monitor' && metrics.service !== undefined;
  return {
    alerts,
    dashboard,
    environment: environment.name,
    namespace,
    team: spec.owner,
    severity: isProduction(environment, platform) ? severity : 'warning',
    controller: scaledControllerOf(allSettings),
    hasRequests: isScraped,
    hasDatabase: isScraped && allSettings['database'] !== undefined,
    hasCpuLimit: resources.limits.cpu !== NO_LIMIT,
    hasAutoscaler: allSettings['autoscaling'] !== undefined,
    ...(allSettings['storage'] !== undefined && { volumeClaims: `${VOLUME}-${spec.name}` }),
    errorPercent: settings.errorPercent ?? errorPercent,
    latencyMilliseconds: settings.latencyMilliseconds ?? latencyMilliseconds,
    minutes,
    ...(Object.keys(monitorLabels).length > 0 && { monitorLabels }),
  };
}
