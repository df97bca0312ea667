import { always, type Explain, type ExplanationTable, fromSetting, fromSpec } from '@goldenpath/extension';
import { portNaming, portSource } from '../workload/explain';
import type { WorkloadSettings } from '../workload/settings';

/** A headless Service uses the application's own port, because nothing is between it and the pods. */
const servicePort: Explain = (context, path) =>
  (path[1] === 0 && context.settings['storage'] !== undefined
    ? portSource('headless: the pods themselves')
    : always('every Service answers on 80'))(context, path);

const serviceName: Explain = (context, path) =>
  fromSpec('name', path[1] === 0 ? undefined : '`{name}-lb`')(context, path);

/** The ports of the application come before those of its sidecars. */
const furtherPort: Explain = (context, path) => {
  const { ports = [] } = (context.settings['workload'] ?? {}) as Partial<WorkloadSettings>;
  const isOwn = Number(path[3]) + 1 < ports.length;
  const source = isOwn
    ? fromSetting('ports', 'after the first of them')
    : fromSetting('sidecars', 'a port of one of them');
  return source(context, path);
};

export const group = 'Network';

export const facts: ExplanationTable = {
  '*.name': serviceName,
  '*.headless': fromSpec('kind', 'what this kind is reached by'),
  '*.port': servicePort,
  '*.portName': portNaming,
  '*.targetPort': portSource('the port of the pods'),
  '*.protocol': fromSetting('ports', 'of the first of them'),
  '*.furtherPorts.*.*': furtherPort,
  '*.dnsName': fromSpec('name', '`{service}.{namespace}.svc.cluster.local`'),
};
