import { PLATFORM, STATELESS } from '../support/specs';

const WORKER = 'processes: { worker: { command: [work] } }\n';

/** Specs that break a rule about pods, each with the nearest one that does not. */
export const POD_CASES = [
  {
    rule: 'affinity-to-itself',
    bad: `${STATELESS}pod: { affinity: [{ app: orders }, { app: shop }] }\n`,
    marks: 'shop',
    good: `${STATELESS}pod: { affinity: [{ app: orders }] }\n`,
  },
  {
    rule: 'affinity-twice',
    bad: `${STATELESS}pod: { antiAffinity: [{ app: orders }, { topology: zone, app: orders }] }\n`,
    marks: 'orders',
    good: `${STATELESS}pod: { antiAffinity: [{ app: orders }, { topology: zone, app: bills }] }\n`,
  },
  {
    rule: 'affinity-contradiction',
    bad: `${STATELESS}pod: { antiAffinity: [{ app: orders }] }\noverrides: { prod: { pod: { affinity: [{ app: orders, topology: node }] } } }\n`,
    marks: 'orders',
    good: `${STATELESS}pod: { antiAffinity: [{ app: orders }] }\noverrides: { prod: { pod: { affinity: [{ app: orders, topology: zone }] } } }\n`,
  },
  {
    rule: 'anti-affinity-of-zones',
    bad: `${STATELESS}pod: { antiAffinity: [{ app: orders, topology: zone, required: true }] }\n`,
    marks: 'true',
    good: `${STATELESS}pod: { antiAffinity: [{ app: orders, topology: node, required: true }] }\n`,
  },
  {
    rule: 'image-of-application',
    bad: `${STATELESS}sidecars: { proxy: { image: 'shop:1.0' } }\n`,
    marks: 'shop:1.0',
    good: `${STATELESS}sidecars: { proxy: { image: 'example.org/shop:1.0' } }\n`,
  },
  {
    rule: 'container-without-command',
    bad: `${STATELESS}initContainers: { wait: {} }\n`,
    marks: 'wait',
    good: `${STATELESS}initContainers: { wait: { command: [wait] } }\n`,
  },
  {
    rule: 'container-name-taken',
    bad: `${STATELESS}sidecars: { proxy: { image: 'envoy:1.30' } }\ninitContainers: { proxy: { command: [wait] } }\n`,
    marks: 'proxy',
    good: `${STATELESS}sidecars: { proxy: { image: 'envoy:1.30' } }\ninitContainers: { wait: { command: [wait] } }\n`,
  },
  {
    rule: 'unknown-container',
    bad: `${STATELESS}sidecars: { proxy: { image: 'envoy:1.30' } }\noverrides: { prod: { sidecars: { prxy: { args: [a] } } } }\n`,
    marks: 'prxy',
    good: `${STATELESS}sidecars: { proxy: { image: 'envoy:1.30' } }\noverrides: { prod: { sidecars: { proxy: { args: [a] } } } }\n`,
  },
  {
    rule: 'container-mount',
    bad: `${STATELESS}volumes: { emptyDirs: { assets: { mountPath: /assets } } }\ninitContainers: { copy: { command: [cp], mounts: [assetz] } }\n`,
    marks: 'assetz',
    good: `${STATELESS}volumes: { emptyDirs: { assets: { mountPath: /assets } } }\ninitContainers: { copy: { command: [cp], mounts: [assets] } }\n`,
  },
  {
    rule: 'container-without-pods',
    bad: `${STATELESS}${WORKER}sidecars: { proxy: { image: 'envoy:1.30', processes: [wroker] } }\n`,
    marks: 'wroker',
    good: `${STATELESS}${WORKER}sidecars: { proxy: { image: 'envoy:1.30', processes: [worker] } }\n`,
  },
  {
    rule: 'variable-taken',
    bad: `${STATELESS}processes: { worker: { env: { APP_ENV: x } } }\n`,
    marks: 'APP_ENV',
    good: `${STATELESS}env: { QUEUES: a }\nprocesses: { worker: { env: { APP_ENVS: x, QUEUES: b } } }\n`,
  },
  {
    rule: 'unknown-variable',
    bad: `${STATELESS}env: { QUEUES: a }\nprocesses: { worker: { env: { ALL: $(QUEUE) } } }\n`,
    marks: 'ALL',
    good: `${STATELESS}env: { QUEUES: a }\nprocesses: { worker: { env: { ALL: $(QUEUES) } } }\n`,
  },
  {
    rule: 'secret-in-plain-text',
    bad: `${STATELESS}migration: { command: [migrate], env: { API_TOKEN: hunter22 } }\n`,
    marks: 'API_TOKEN',
    good: `${STATELESS}migration: { command: [migrate], env: { API_TOKENS: '22' } }\n`,
  },
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
