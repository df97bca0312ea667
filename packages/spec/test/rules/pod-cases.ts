import { STATELESS } from '../support/specs';

const WORKER = 'processes: { worker: { command: [work] } }\n';

/** Specs that break a rule about pods, each with the nearest one that does not. */
export const POD_CASES = [
  {
    rule: 'process-name-taken',
    bad: `${STATELESS}processes: { migration: { command: [work] } }\n`,
    marks: 'migration',
    good: `${STATELESS}${WORKER}`,
  },
  {
    rule: 'unknown-process',
    bad: `${STATELESS}${WORKER}overrides: { prod: { processes: { wroker: { replicas: 2 } } } }\n`,
    marks: 'wroker',
    good: `${STATELESS}${WORKER}overrides: { prod: { processes: { worker: { replicas: 2 } } } }\n`,
  },
  {
    rule: 'request-above-limit',
    bad: `${STATELESS}processes: { worker: { resources: { requests: { cpu: '2' }, limits: { cpu: '1' } } } }\n`,
    marks: '2',
    good: `${STATELESS}processes: { worker: { resources: { requests: { cpu: '1' }, limits: { cpu: '1' } } } }\n`,
  },
  {
    rule: 'impossible-quantity',
    bad: `${STATELESS}processes: { worker: { resources: { limits: { memory: '512' } } } }\n`,
    marks: '512',
    good: `${STATELESS}processes: { worker: { resources: { limits: { memory: 512Mi } } } }\n`,
  },
  {
    rule: 'probe-field-without-effect',
    bad: `${STATELESS}processes: { worker: { probes: { liveness: { type: exec, command: [a], port: 80 } } } }\n`,
    marks: 'port',
    good: `${STATELESS}processes: { worker: { probes: { liveness: { type: exec, command: [a] } } } }\n`,
  },
  {
    rule: 'probe-without-command',
    bad: `${STATELESS}processes: { worker: { probes: { liveness: { type: exec } } } }\n`,
    marks: 'exec',
    good: `${STATELESS}processes: { worker: { probes: { liveness: { type: none } } } }\n`,
  },
] as const;
