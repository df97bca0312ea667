import { createHash } from 'node:crypto';
import type { ApiObjectProps } from 'cdk8s';
import { ALMOST_FULL, RESTARTS, SATURATED } from './alerts';
import { queriesOf } from './queries';
import type { Monitoring } from './types';

/** A graph: queries with their legends, and the line from which on there is an alert. */
interface Graph {
  readonly title: string;
  /** The name of a unit in Grafana. */
  readonly unit: 'reqps' | 'percentunit' | 's' | 'short';
  readonly queries: readonly (readonly [query: string, legend: string])[];
  readonly threshold?: number;
}

interface Row {
  readonly title: string;
  readonly graphs: readonly Graph[];
}

/** Grafana divides the width into 24. Two graphs are beside each other. */
const WIDTH = 12;
const HEIGHT = 8;
const DATASOURCE = { type: 'prometheus', uid: '${datasource}' };

/** Returns the ConfigMap with the dashboard of an application. The sidecar of Grafana reads every ConfigMap with the label. */
export function dashboardConfigMap(app: string, monitoring: Monitoring): ApiObjectProps {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: `${app}-dashboard`,
      labels: { grafana_dashboard: '1' },
      annotations: { grafana_folder: monitoring.team },
    },
    data: {
      [`${app}-${monitoring.environment}.json`]: `${JSON.stringify(dashboard(app, monitoring), undefined, 2)}\n`,
    },
  };
}

function dashboard(app: string, monitoring: Monitoring): unknown {
  const { environment, namespace, team } = monitoring;
  // One Grafana can show several environments. Its ids have at most 40 characters.
  const uid = createHash('sha256').update(`${environment}/${namespace}/${app}`).digest('hex').slice(0, 20);
  return {
    uid,
    title: `${app} in ${environment}`,
    tags: ['goldenpath', environment, team],
    editable: false,
    schemaVersion: 39,
    refresh: '1m',
    time: { from: 'now-6h', to: 'now' },
    templating: {
      list: [{ name: 'datasource', label: 'Prometheus', type: 'datasource', query: 'prometheus', hide: 0 }],
    },
    panels: panels(rowsOf(app, monitoring)),
  };
}

function rowsOf(app: string, monitoring: Monitoring): Row[] {
  return [
    ...(monitoring.hasRequests ? [requests(app, monitoring)] : []),
    pods(app, monitoring),
    ...(monitoring.hasDatabase ? [database(app, monitoring)] : []),
  ];
}

function requests(app: string, monitoring: Monitoring): Row {
  const queries = queriesOf(app, monitoring);
  return {
    title: 'Requests',
    graphs: [
      { title: 'Requests by status', unit: 'reqps', queries: [[queries.requests, '{{status}}']] },
      {
        title: 'Failed requests',
        unit: 'percentunit',
        queries: [[queries.errors, 'failed']],
        threshold: monitoring.errorPercent / 100,
      },
      {
        title: 'Latency',
        unit: 's',
        queries: [
          [queries.latency95, '95 of 100'],
          [queries.latency50, '50 of 100'],
        ],
        threshold: monitoring.latencyMilliseconds / 1000,
      },
    ],
  };
}

function pods(app: string, monitoring: Monitoring): Row {
  const queries = queriesOf(app, monitoring);
  const { hasCpuLimit, hasAutoscaler, volumeClaims } = monitoring;
  return {
    title: 'Pods',
    graphs: [
      {
        title: 'Pods',
        unit: 'short',
        queries: [
          [queries.wantedPods, 'wanted'],
          [queries.availablePods, 'available'],
        ],
      },
      { title: 'Restarts in 15 minutes', unit: 'short', queries: [[queries.restarts, '{{pod}}']], threshold: RESTARTS },
      hasCpuLimit
        ? { title: 'CPU of the limit', unit: 'percentunit', queries: [[queries.cpu, '{{pod}}']], threshold: SATURATED }
        : { title: 'CPU in cores', unit: 'short', queries: [[queries.cores, '{{pod}}']] },
      {
        title: 'Memory of the limit',
        unit: 'percentunit',
        queries: [[queries.memory, '{{pod}}']],
        threshold: SATURATED,
      },
      ...(hasAutoscaler
        ? [
            {
              title: 'Pods of maxReplicas',
              unit: 'percentunit',
              queries: [[queries.scale, 'pods']],
              threshold: 1,
            } as const,
          ]
        : []),
      ...(volumeClaims === undefined
        ? []
        : [
            {
              title: 'Volumes',
              unit: 'percentunit',
              queries: [[queries.volumes, '{{persistentvolumeclaim}}']],
              threshold: ALMOST_FULL,
            } as const,
          ]),
    ],
  };
}

function database(app: string, monitoring: Monitoring): Row {
  const { connections, waiting } = queriesOf(app, monitoring);
  return {
    title: 'Database',
    graphs: [
      {
        title: 'Connections of the pool',
        unit: 'percentunit',
        queries: [[connections, '{{pod}}']],
        threshold: SATURATED,
      },
      { title: 'Requests that wait for a connection', unit: 'short', queries: [[waiting, '{{pod}}']] },
    ],
  };
}

/** Puts each row below the one before it. */
function panels(rows: readonly Row[]): unknown[] {
  const all: unknown[] = [];
  let y = 0;
  for (const { title, graphs } of rows) {
    all.push({ id: all.length + 1, type: 'row', title, gridPos: { x: 0, y, w: 2 * WIDTH, h: 1 }, panels: [] });
    y += 1;
    graphs.forEach((graph, index) =>
      all.push(panel(graph, all.length + 1, { x: (index % 2) * WIDTH, y: y + Math.floor(index / 2) * HEIGHT })),
    );
    y += Math.ceil(graphs.length / 2) * HEIGHT;
  }
  return all;
}

function panel(
  { title, unit, queries, threshold }: Graph,
  id: number,
  at: { readonly x: number; readonly y: number },
): unknown {
  const steps = [
    { color: 'green', value: null },
    ...(threshold === undefined ? [] : [{ color: 'red', value: threshold }]),
  ];
  return {
    id,
    type: 'timeseries',
    title,
    datasource: DATASOURCE,
    gridPos: { ...at, w: WIDTH, h: HEIGHT },
    fieldConfig: {
      defaults: {
        unit,
        min: 0,
        thresholds: { mode: 'absolute', steps },
        custom: { fillOpacity: 10, ...(threshold !== undefined && { thresholdsStyle: { mode: 'line' } }) },
      },
      overrides: [],
    },
    targets: queries.map(([expr, legendFormat], index) => ({
      refId: 'AB'.charAt(index),
      datasource: DATASOURCE,
      expr,
      legendFormat,
    })),
  };
}
