import { always, type Explain, type ExplanationTable, fromSetting, fromSpec } from '@goldenpath/extension';
import { portNaming, portSource } from '../workload/explain';

/** A headless Service uses the application's own port, because nothing is between it and the pods. */
const servicePort: Explain = (context, path) =>
  (path[1] === 0 && context.settings['storage'] !== undefined
    ? portSource('headless: the pods themselves')
    : always('every Service answers on 80'))(context, path);

const serviceName: Explain = (context, path) =>
  fromSpec('name', path[1] === 0 ? undefined : '`{name}-lb`')(context, path);

export const group = 'Network';

export const facts: ExplanationTable = {
  '*.name': serviceName,
  '*.headless': fromSpec('kind', 'what this kind is reached by'),
  '*.port': servicePort,
  '*.portName': portNaming,
  '*.targetPort': portSource('the port of the pods'),
  '*.protocol': fromSetting('ports', 'of the first of them'),
  '*.furtherPorts.*.*': fromSetting('ports', 'after the first of them'),
  '*.dnsName': fromSpec('name', '`{service}.{namespace}.svc.cluster.local`'),
};
