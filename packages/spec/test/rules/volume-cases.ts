import type { Case } from './rule-case';
import { BACKEND, PLATFORM, STATEFUL, STATELESS } from '../support/specs';

const VOLUME = 'storage: { size: 1Gi, mountPath: /data }\n';
const folder = (fields: string) => `volumes: { emptyDirs: { cache: { ${fields} } } }\n`;
const FREE = `${STATELESS}${folder('mountPath: /var/cache/app')}`;

const taken = (marks: string, bad: string, good = FREE): Case => ({ rule: 'mount-path-taken', bad, marks, good });

const KEEPS = `${BACKEND}database: { name: shop_db, username: shop_owner }\n${VOLUME}`;
const WITHOUT_VOLUME = KEEPS.replace(VOLUME, '');

const OFFERED = `${PLATFORM}kubernetes: { sharedStorageClass: efs-sc }\n`;
const SHARED = (mountPath: string, own: string) =>
  `${STATELESS}sharedStorage: { size: 1Gi, mountPath: ${mountPath} }\nprocesses: { w: { volumes: { emptyDirs: { c: { mountPath: ${own} } } } } }\n`;

/** Cases of the rules about folders that containers can write to. */
export const VOLUME_CASES: readonly Case[] = [
  taken('/tmp/a', `${STATELESS}${folder('mountPath: /tmp/a')}`),
  taken('/var/../etc', `${STATELESS}${folder('mountPath: /var/../etc')}`),
  taken('/etc', `${STATELESS}${folder('mountPath: /etc')}`, `${STATELESS}${folder('mountPath: /etc/app')}`),
  taken('/data/cache', `${STATEFUL}${VOLUME}${folder('mountPath: /data/cache')}`),
  taken(
    '/etc/app/a.conf',
    `${STATELESS}files: { /etc/app/a.conf: { content: a } }\n${folder('mountPath: /etc/app/a.conf')}`,
    `${STATELESS}files: { /etc/app/a.conf: { content: a } }\n${folder('mountPath: /etc/app')}`,
  ),
  taken(
    '/etc/tls/cache',
    `${STATELESS}secrets: { KEY: { mountPath: /etc/tls/key } }\n${folder('mountPath: /etc/tls/cache')}`,
    `${STATELESS}secrets: { KEY: { mountPath: /etc/tls/key } }\n${folder('mountPath: /etc/cache')}`,
  ),
  taken(
    '/var/cache/app/a',
    `${FREE}processes: { worker: { volumes: { emptyDirs: { a: { mountPath: /var/cache/app/a } } } } }\n`,
    `${FREE}processes: { worker: { volumes: { emptyDirs: { cache: { mountPath: /var/cache/app/a } } } } }\n`,
  ),
  {
    rule: 'too-many-volumes',
    bad: `${KEEPS}replicas: 6\n`,
    marks: '6',
    good: `${KEEPS}replicas: 5\n`,
  },
  {
    rule: 'too-many-volumes',
    bad: `${KEEPS}overrides: { prod: { replicas: 7 } }\n`,
    marks: '7',
    good: `${WITHOUT_VOLUME}overrides: { prod: { replicas: 7 } }\n`,
  },
  {
    rule: 'autoscaling-with-volume',
    bad: `${KEEPS}autoscaling: { maxReplicas: 4 }\n`,
    marks: 'autoscaling',
    good: `${WITHOUT_VOLUME}autoscaling: { maxReplicas: 4 }\n`,
  },
  {
    rule: 'autoscaling-with-volume',
    bad: `${KEEPS}overrides: { prod: { autoscaling: { maxReplicas: 4 } } }\n`,
    marks: 'autoscaling',
    good: `${KEEPS}overrides: { prod: { replicas: 4 } }\n`,
  },
  {
    rule: 'ports-missing',
    bad: `${KEEPS}ports: []\n`,
    marks: 'ports',
    good: `${WITHOUT_VOLUME}ports: []\n`,
  },
  {
    rule: 'mount-path-taken',
    bad: KEEPS.replace('/data', '/tmp/data'),
    marks: '/tmp/data',
    good: KEEPS,
  },
  {
    rule: 'unknown-volume',
    bad: `${WITHOUT_VOLUME}overrides: { prod: { storage: { size: 5Gi } } }\n`,
    marks: 'storage',
    good: `${KEEPS}overrides: { prod: { storage: { size: 5Gi } } }\n`,
  },
  {
    rule: 'impossible-quantity',
    bad: `${STATELESS}${folder('mountPath: /a, sizeLimit: 0Gi')}`,
    marks: '0Gi',
    good: `${STATELESS}${folder('mountPath: /a, sizeLimit: 1Gi')}`,
  },
  {
    rule: 'impossible-quantity',
    bad: `${STATELESS}migration: { command: [a], volumes: { tmp: { size: 0Mi } } }\n`,
    marks: '0Mi',
    good: `${STATELESS}migration: { command: [a], volumes: { tmp: { size: 1Mi } } }\n`,
  },
  { ...taken('/srv', SHARED('/srv', '/srv/cache'), SHARED('/srv/shared', '/srv/cache')), platform: OFFERED },
  {
    rule: 'impossible-quantity',
    bad: `${STATELESS}sharedStorage: { size: 0Gi, mountPath: /srv }\n`,
    marks: '0Gi',
    good: `${STATELESS}sharedStorage: { size: 1Gi, mountPath: /srv }\n`,
    platform: OFFERED,
  },
  {
    rule: 'shared-storage-not-offered',
    bad: `${STATELESS}sharedStorage: { size: 1Gi, mountPath: /srv }\n`,
    marks: 'sharedStorage',
    good: STATELESS,
  },
  {
    rule: 'memory-for-folders',
    bad: `${STATELESS}volumes:\n  emptyDirs: { shm: { mountPath: /run/shm, medium: Memory } }\n`,
    marks: 'emptyDirs',
    good: `${STATELESS}volumes:\n  emptyDirs: { shm: { mountPath: /run/shm, medium: Memory, sizeLimit: 64Mi } }\n`,
  },
];
