import { PLATFORM, STATELESS } from '../support/specs';

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
  {
    rule: 'pod-metadata-taken',
    bad: `${STATELESS}pod: { labels: { app.kubernetes.io/name: other } }\n`,
    marks: 'app.kubernetes.io/name',
    good: `${STATELESS}pod: { labels: { example.org/name: other } }\n`,
  },
  {
    rule: 'pod-metadata-not-allowed',
    bad: `${STATELESS}pod: { annotations: { example.com/a: b } }\n`,
    marks: 'example.com/a',
    good: `${STATELESS}pod: { annotations: { example.org/a: b } }\n`,
    platform: `${PLATFORM}kubernetes: { podMetadata: { allowedAnnotations: [example.org/*] } }\n`,
  },
  {
    rule: 'priority-class-not-allowed',
    bad: `${STATELESS}pod: { priorityClassName: urgent }\n`,
    marks: 'urgent',
    good: `${STATELESS}pod: { priorityClassName: batch }\n`,
    platform: `${PLATFORM}kubernetes: { priorityClasses: [batch] }\n`,
  },
  {
    rule: 'node-label-differs',
    bad: `${STATELESS}pod: { nodeSelector: { role: gpu } }\n`,
    marks: 'gpu',
    good: `${STATELESS}pod: { nodeSelector: { kubernetes.io/arch: arm64 } }\n`,
    platform: `${PLATFORM}kubernetes: { nodeSelector: { role: workloads } }\n`,
  },
] as const;
