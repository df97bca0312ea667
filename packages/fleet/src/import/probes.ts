import type { Draft } from './draft';
import type { ImportNode } from './node';

type Check = Record<string, unknown>;

/** Reads a probe in the form of Kubernetes; Score has the same. */
export function setProbe(draft: Draft, name: 'startup' | 'liveness' | 'readiness', probe: ImportNode): void {
  if (!probe.isGiven) return;
  const check: Check = {};
  const http = probe.at('httpGet');
  const grpc = probe.at('grpc');
  if (http.isGiven) {
    check['path'] = http.at('path').takeText() ?? '/';
    setPort(check, http.at('port'), draft);
    const scheme = http.at('scheme').takeText();
    if (scheme !== undefined && scheme.toUpperCase() === 'HTTPS') check['scheme'] = 'HTTPS';
  } else if (probe.at('tcpSocket').isGiven) {
    check['type'] = 'tcp';
    setPort(check, probe.at('tcpSocket', 'port'), draft);
  } else if (grpc.isGiven) {
    check['type'] = 'grpc';
    setPort(check, grpc.at('port'), draft);
    const service = grpc.at('service').takeText();
    if (service !== undefined && service !== '') check['service'] = service;
  } else {
    const command = probe.at('exec', 'command').takeTexts();
    if (command === undefined) return;
    check['command'] = command;
  }
  setTimes(check, probe, name);
  draft.set(['probes', name], check, probe);
}

function setTimes(check: Check, probe: ImportNode, name: string): void {
  const failures = probe.at('failureThreshold').takeNumber();
  const period = probe.at('periodSeconds').takeNumber();
  const timeout = probe.at('timeoutSeconds').takeNumber();
  if (period !== undefined) check['periodSeconds'] = period;
  if (timeout !== undefined) check['timeoutSeconds'] = timeout;
  if (probe.at('successThreshold').value === 1) probe.at('successThreshold').take();
  if (name === 'startup') {
    const seconds = (failures ?? 3) * (period ?? 10);
    check['seconds'] = Math.max(2, seconds);
  } else if (failures !== undefined) check['failureThreshold'] = failures;
  probe
    .at('initialDelaySeconds')
    .leaveOut('The startup probe waits for the program: a delay is not needed. `probes.startup.seconds` is its limit.');
}

/** Sets the port of a check where it is not the first of the application. A name stands for a port of the container. */
function setPort(check: Check, node: ImportNode, draft: Draft): void {
  const given = node.takeText();
  if (given === undefined) return;
  const ports = portsOf(draft);
  const isNumber = /^\d+$/.test(given);
  // The only port of a container loses its name.
  if (!isNumber && typeof draft.get('port') === 'number') return;
  const found = ports.find(({ name, port }) => (isNumber ? port === Number(given) : name === given));
  if (found === undefined && !isNumber) return node.leaveOut('There is no port of that name.');
  if (found === undefined || found !== ports[0]) check['port'] = isNumber ? Number(given) : given;
}

function portsOf(draft: Draft): { readonly name?: string; readonly port: number }[] {
  const port = draft.get('port');
  const list = draft.get('ports');
  if (Array.isArray(list)) return list as { readonly name: string; readonly port: number }[];
  return [{ port: typeof port === 'number' ? port : 8080 }];
}
