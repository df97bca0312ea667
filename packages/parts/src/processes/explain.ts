import { type Explain, type ExplanationTable, fromPlatform, fromSetting, fromSpec } from '@goldenpath/extension';
import { EXPANDED } from '../configuration/explain';
import { facts as ofObservability } from '../observability/explain';
import { facts as ofWorkload } from '../workload/explain';
import type { ProcessesSettings } from './settings';

export const group = 'Processes';

/** A field of a process: `workload.args` of `worker` is `processes.worker.args`. */
function ofProcess(...fields: readonly string[]): Explain {
  return (context, path) => fromSetting(['processes', String(path[1]), ...fields].join('.'))(context, path);
}

/** The same field as in the facts: `resources.requests.cpu`. */
const sameField: Explain = (context, path) => ofProcess(...path.slice(3).map(String))(context, path);

/** What a process can have of its own, instead of what the application has. */
type OwnVolumes = 'temporaryFiles' | 'emptyDirs';

/** A setting of the volumes of a process, or else that of the application. */
function orOfApplication(own: readonly OwnVolumes[], ...fields: readonly string[]): Explain {
  return (context, path) => {
    const process = (context.settings['processes'] as ProcessesSettings | undefined)?.[String(path[1])];
    const isOwn = own.some((each) => process?.[each] !== undefined);
    return (isOwn ? ofProcess('volumes', ...fields) : fromSetting(['volumes', ...fields].join('.')))(context, path);
  };
}

/** What a process has as the application, explained in the same way. */
function asTheApplication(field: string): ExplanationTable {
  return Object.fromEntries(
    Object.entries(ofWorkload)
      .filter(([path]) => path === field || path.startsWith(`${field}.`))
      .map(([path, explain]) => [
        `*.workload.${path}`,
        ((context, [part = '', , , ...rest]) => explain(context, [part, ...rest])) satisfies Explain,
      ]),
  );
}

/** The facts of alerts and of metrics, explained as those of the application. */
const observed: ExplanationTable = Object.fromEntries(
  Object.entries(ofObservability)
    .filter(([path]) => path.startsWith('monitoring.') || path.startsWith('metrics.'))
    .map(([path, explain]) => [
      `*.${path}`,
      ((context, [, , ...rest]) => explain(context, ['observability', ...rest])) satisfies Explain,
    ]),
);

export const facts: ExplanationTable = {
  ...observed,
  '*.metrics.port': ofProcess('ports'),
  '*.metrics.ownPort': ofProcess('ports'),
  '*.monitoring.dashboard': fromSpec('kind', 'the dashboard is that of the application'),
  '*.monitoring.controller': fromSpec('kind', 'a process has no volumes of its own'),
  '*.monitoring.hasCpuLimit': ofProcess('resources', 'limits', 'cpu'),
  '*.monitoring.hasAutoscaler': ofProcess('autoscaling'),
  '*.monitoring.hasRequests': fromSpec('kind', 'the requests of a process are not known'),
  '*.monitoring.hasDatabase': fromSpec('kind', 'the connections of a process are not known'),
  ...asTheApplication('image'),
  ...asTheApplication('runAsUser'),
  '*.workload.temporaryFiles': orOfApplication(['temporaryFiles'], 'tmp', 'size'),
  '*.workload.emptyDirs.*.*': orOfApplication(['emptyDirs'], 'emptyDirs'),
  '*.workload.ephemeralStorage.*': orOfApplication(['temporaryFiles', 'emptyDirs']),
  '*.workload.controller': fromSpec('kind', 'a process has no volumes of its own'),
  '*.workload.name': fromSpec('name', '`{name}-{process}`'),
  '*.workload.replicas': ofProcess('replicas'),
  '*.workload.port': ofProcess('ports'),
  '*.workload.portName': ofProcess('ports'),
  '*.workload.protocol': ofProcess('ports'),
  '*.workload.ports.*.*': ofProcess('ports'),
  '*.workload.command': ofProcess('command'),
  '*.workload.command.*': ofProcess('command'),
  '*.workload.args': ofProcess('args'),
  '*.workload.args.*': ofProcess('args'),
  '*.env.variables.*': (context, path) => ofProcess('env', String(path.at(-1)))(context, path),
  '*.env.expanded.*.*': EXPANDED,
  '*.workload.resources.*.*': sameField,
  '*.workload.probe.*': ofProcess('ports'),
  '*.workload.probes.*.*': sameField,
  '*.service.*': ofProcess('ports'),
  '*.service.furtherPorts.*.*': ofProcess('ports'),
  '*.autoscaling.target.*': fromSpec('name', '`{name}-{process}`'),
  '*.autoscaling.container': fromSetting('sidecars', 'the load of sidecars does not count'),
  '*.autoscaling.minReplicas': ofProcess('replicas'),
  '*.autoscaling.maxReplicas': ofProcess('autoscaling', 'maxReplicas'),
  '*.autoscaling.targetCpuPercent': ofProcess('autoscaling', 'targetCpuPercent'),
  '*.autoscaling.targetMemoryPercent': ofProcess('autoscaling', 'targetMemoryPercent'),
  '*.autoscaling.queue.url': ofProcess('autoscaling', 'queue', 'name'),
  '*.autoscaling.queue.region': fromPlatform('aws.region', 'or the region of the environment'),
  '*.autoscaling.queue.targetLength': ofProcess('autoscaling', 'queue', 'targetLength'),
  '*.autoscaling.queue.scaleToZero': ofProcess('autoscaling', 'queue', 'scaleToZero'),
  '*.availability.maxUnavailable': (context, path) =>
    fromSetting(`processes.${String(path[1])}.replicas`, 'there may be more than one pod')(context, path),
};
