import type { ApiObjectProps } from 'cdk8s';
import { queriesOf } from './queries';
import type { Monitoring } from './types';

/** A rule that raises an alert. */
interface Alert {
  readonly alert: string;
  readonly expr: string;
  /** How long the expression holds before the alert is sent. */
  readonly minutes: number;
  readonly summary: string;
  /** Text with Go templates. */
  readonly description: string;
  /** @default that of the application */
  readonly severity?: 'warning';
}

/** The part of a limit from which on a pod is saturated. */
export const SATURATED = 0.9;
/** The part of a volume from which on it must grow. */
export const ALMOST_FULL = 0.85;
/** Restarts in 15 minutes that are not a coincidence. */
export const RESTARTS = 3;

const PERCENT = '{{ $value | humanizePercentage }}';

/** Returns the PrometheusRule of an application. Alertmanager routes by the labels `team` and `severity`. */
export function prometheusRule(app: string, monitoring: Monitoring): ApiObjectProps {
  const { team, environment, severity, namespace, monitorLabels } = monitoring;
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: app, labels: { ...monitorLabels } },
    spec: {
      groups: [
        {
          name: `${namespace}.${app}`,
          rules: alertsOf(app, monitoring).map(({ alert, expr, minutes, summary, description, ...own }) => ({
            alert,
            expr,
            ...(minutes > 0 && { for: `${minutes}m` }),
            labels: { app, environment, namespace, severity: own.severity ?? severity, team },
            annotations: { summary, description },
          })),
        },
      ],
    },
  };
}

function alertsOf(app: string, monitoring: Monitoring): Alert[] {
  return [
    ...(monitoring.hasRequests ? requestAlerts(app, monitoring) : []),
    ...podAlerts(app, monitoring),
    ...(monitoring.hasDatabase ? databaseAlerts(app, monitoring) : []),
  ];
}

function requestAlerts(app: string, monitoring: Monitoring): Alert[] {
  const { errors, isUsed, latency95, noMetrics } = queriesOf(app, monitoring);
  const { environment, errorPercent, latencyMilliseconds, minutes } = monitoring;
  return [
    {
      alert: 'RequestsFail',
      expr: `${errors} > ${rounded(errorPercent / 100)} and ${isUsed}`,
      minutes,
      summary: `Requests to ${app} fail in ${environment}`,
      description: `${PERCENT} of the requests fail with a status of 500 and above. The threshold is ${errorPercent} %.`,
    },
    {
      alert: 'RequestsAreSlow',
      expr: `${latency95} > ${rounded(latencyMilliseconds / 1000)} and ${isUsed}`,
      minutes,
      summary: `Requests to ${app} are slow in ${environment}`,
      description: `5 of 100 requests take longer than {{ $value | humanizeDuration }}. The threshold is ${latencyMilliseconds} ms.`,
    },
    {
      alert: 'MetricsMissing',
      expr: noMetrics,
      minutes: 15,
      severity: 'warning',
      summary: `Prometheus gets no metrics of ${app} in ${environment}`,
      description: 'No pod answers on the path of its metrics, so other alerts about requests cannot be raised.',
    },
  ];
}

function podAlerts(app: string, monitoring: Monitoring): Alert[] {
  const { cpu, memory, restarts, missingPods, scale, volumes } = queriesOf(app, monitoring);
  const { environment, minutes, hasCpuLimit, hasAutoscaler, volumeClaims } = monitoring;
  const saturated = (alert: string, expr: string, what: string): Alert => ({
    alert,
    expr: `${expr} > ${SATURATED}`,
    minutes: 15,
    severity: 'warning',
    summary: `${app} uses its ${what} in ${environment}`,
    description: `The pod {{ $labels.pod }} uses ${PERCENT} of its limit of ${what}.`,
  });
  return [
    {
      alert: 'PodsRestart',
      expr: `${restarts} >= ${RESTARTS}`,
      minutes: 0,
      summary: `Pods of ${app} restart in ${environment}`,
      description: 'The pod {{ $labels.pod }} restarted {{ $value | humanize }} times in 15 minutes.',
    },
    {
      alert: 'PodsMissing',
      expr: `${missingPods} > 0`,
      minutes: Math.max(minutes, 10),
      summary: `Pods of ${app} are missing in ${environment}`,
      description: '{{ $value | humanize }} pods are not available.',
    },
    saturated('MemoryAlmostUsed', memory, 'memory'),
    ...(hasCpuLimit ? [saturated('CpuAlmostUsed', cpu, 'CPU')] : []),
    ...(hasAutoscaler
      ? [
          {
            alert: 'AutoscalerAtMaximum',
            expr: `${scale} >= 1`,
            minutes: 30,
            severity: 'warning' as const,
            summary: `${app} cannot scale further in ${environment}`,
            description: 'The autoscaler has reached `maxReplicas`.',
          },
        ]
      : []),
    ...(volumeClaims === undefined
      ? []
      : [
          {
            alert: 'VolumeAlmostFull',
            expr: `${volumes} > ${ALMOST_FULL}`,
            minutes,
            summary: `A volume of ${app} is almost full in ${environment}`,
            description: `The volume {{ $labels.persistentvolumeclaim }} is ${PERCENT} full.`,
          },
        ]),
  ];
}

function databaseAlerts(app: string, monitoring: Monitoring): Alert[] {
  const { connections } = queriesOf(app, monitoring);
  return [
    {
      alert: 'DatabaseConnectionsAlmostUsed',
      expr: `${connections} > ${SATURATED}`,
      minutes: monitoring.minutes,
      summary: `${app} uses its database connections in ${monitoring.environment}`,
      description: `The pod {{ $labels.pod }} uses ${PERCENT} of its pool of connections. Requests then wait for a connection.`,
    },
  ];
}

function rounded(value: number): number {
  return Number(value.toFixed(6));
}
