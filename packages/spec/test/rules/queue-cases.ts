import { CLUSTERS, STATELESS } from '../support/specs';
import type { Case } from './rule-case';

const KEDA = `${CLUSTERS}kubernetes: { keda: true }\n`;

const WORKER = `${STATELESS}ports: []\nqueues: { jobs: {} }\n`;
const scaled = (queue: string) => `autoscaling: { maxReplicas: 5, queue: { ${queue} } }\n`;
const process = (name: string, fields: string) =>
  `${STATELESS}queues: { jobs: {} }\nprocesses:\n  worker:\n    autoscaling: { maxReplicas: 3, queue: { ${name} } }\n${fields}`;

/** Cases of the rules about scaling by a queue. */
export const QUEUE_CASES: readonly Case[] = [
  {
    rule: 'no-keda',
    bad: `${WORKER}${scaled('name: jobs')}`,
    marks: 'jobs',
    good: `${WORKER}autoscaling: { maxReplicas: 5 }\n`,
    platform: CLUSTERS,
  },
  {
    rule: 'unknown-queue',
    bad: `${WORKER}${scaled('name: job')}`,
    marks: 'job',
    good: `${WORKER}${scaled('name: jobs')}`,
    platform: KEDA,
  },
  {
    rule: 'unknown-queue',
    bad: process('name: other', ''),
    marks: 'other',
    good: process('name: jobs', ''),
    platform: KEDA,
  },
  {
    rule: 'scale-to-zero-with-port',
    bad: `${STATELESS}queues: { jobs: {} }\n${scaled('name: jobs, scaleToZero: true')}`,
    marks: 'true',
    good: `${WORKER}${scaled('name: jobs, scaleToZero: true')}`,
    platform: KEDA,
  },
  {
    rule: 'scale-to-zero-with-port',
    bad: process('name: jobs, scaleToZero: true', '    ports: [{ name: http, port: 4000 }]\n'),
    marks: 'true',
    good: process('name: jobs, scaleToZero: true', '    ports: [{ name: metrics, port: 9394 }]\n'),
    platform: KEDA,
  },
];
