import { builtInRegistry } from '@goldenpath/parts';
import { sortDiagnostics } from '../../src/load/order';
import { rulesOf } from '../../src/rules/app-rules';
import type { Case } from './rule-case';
import { ROUTE_CASES } from './route-cases';
import { CREDENTIAL_KEYS, sealedSecret } from '@goldenpath/testing/sealed';
import {
  BACKEND,
  checkText,
  CLUSTERS,
  DATABASE,
  PLATFORM,
  platformOf,
  STATEFUL,
  STATELESS,
  summary,
} from '../support/specs';
import { POD_CASES } from './pod-cases';
import { QUEUE_CASES } from './queue-cases';
import { VOLUME_CASES } from './volume-cases';

const RULES = builtInRegistry.kinds.flatMap(({ name }) => rulesOf(name, builtInRegistry));

const JOB = STATELESS.replace('stateless-app', 'scheduled-job');
const DB = 'database:\n  name: shop_db\n  username: shop_owner\n';
const VOLUME = 'storage:\n  size: 1Gi\n  mountPath: /data\n';
const ACCEPTED = 'accept:\n  - rule: host-dropped\n    reason: Moved to another fleet\n';
const FIXED = PLATFORM.replace('    mutableTags: true\n', '');

const PREVIEWS = PLATFORM.replace('delivery:', 'previews: { from: dev }\ndelivery:');

const SEALED = PLATFORM.replace('delivery:', 'secretStore: { type: sealed-secrets }\ndelivery:');
const SEALED_FILE = 'sealed/dev/shop-db-creds.yaml';
const SEALED_CREDENTIALS = sealedSecret('shop-db-creds', 'apps', CREDENTIAL_KEYS);
const sealedCase = (marks: string, data: unknown): Case => ({
  rule: 'sealed-credentials',
  platform: SEALED,
  bad: `${BACKEND}${DB}`,
  good: `${BACKEND}${DB}`,
  marks,
  data: { [SEALED_FILE]: data },
  goodData: { [SEALED_FILE]: SEALED_CREDENTIALS },
});

const PATCH = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'shop' } };

const OVERRIDE = { resource: { aws_sqs_queue: { jobs: { delay_seconds: 5 } } } };

const CASES: readonly Case[] = [
  {
    rule: 'patch-folder',
    bad: STATELESS,
    good: STATELESS,
    marks: 'apiVersion',
    data: { 'patches/prd/shop.yaml': PATCH },
    goodData: { 'patches/prod/shop.yaml': PATCH, 'patches/all.yaml': PATCH },
  },
  {
    rule: 'malformed-patch',
    bad: STATELESS,
    good: STATELESS,
    marks: 'replce',
    data: { 'patches/shop.yaml': { target: { kind: 'Service' }, patch: [{ op: 'replce', path: '/spec', value: 1 }] } },
    goodData: {
      'patches/shop.yaml': { target: { kind: 'Service' }, patch: [{ op: 'replace', path: '/spec', value: 1 }] },
    },
  },
  {
    rule: 'override-folder',
    bad: STATELESS,
    good: STATELESS,
    marks: 'resource',
    data: { 'patches/terraform/prd/queue.yaml': OVERRIDE },
    goodData: {
      'patches/terraform/prod/queue.yaml': OVERRIDE,
      'patches/terraform/once/queue.yaml': OVERRIDE,
      'patches/terraform/queue.yaml': OVERRIDE,
    },
  },
  {
    rule: 'malformed-override',
    bad: STATELESS,
    good: STATELESS,
    marks: 'count',
    data: { 'patches/terraform/queue.yaml': { resource: { aws_sqs_queue: { jobs: { count: 2 } } } } },
    goodData: { 'patches/terraform/queue.yaml': OVERRIDE },
  },
  ...POD_CASES,
  ...VOLUME_CASES,
  sealedCase('shop-creds', sealedSecret('shop-creds', 'apps', CREDENTIAL_KEYS)),
  sealedCase('app-team', sealedSecret('shop-db-creds', 'app-team', CREDENTIAL_KEYS)),
  sealedCase('encryptedData', sealedSecret('shop-db-creds', 'apps', CREDENTIAL_KEYS.slice(1))),
  sealedCase('DB_NMAE', sealedSecret('shop-db-creds', 'apps', [...CREDENTIAL_KEYS, 'DB_NMAE'])),
  sealedCase('a', { a: 1 }),
  sealedCase('apiVersion', { ...SEALED_CREDENTIALS, spec: { encryptedData: { DB_PASS: 'cGFzc3dvcmQ=' } } }),
  {
    rule: 'preview-of-upstream-image',
    bad: `${STATELESS}image: nginx:1.29\npreview: true\n`,
    marks: 'true',
    platform: PREVIEWS,
    good: `${STATELESS}preview: true\n`,
  },
  {
    rule: 'preview-without-platform',
    bad: `${STATELESS}preview: true\n`,
    marks: 'true',
    good: `${STATELESS}preview: false\n`,
  },
  {
    rule: 'preview-without-platform',
    bad: `${STATELESS}preview: true\nenvironments: [prod]\n`,
    marks: 'true',
    platform: PREVIEWS,
    good: `${STATELESS}preview: true\nenvironments: [dev]\n`,
  },
  {
    rule: 'preview-secret-store',
    bad: `${BACKEND}${DB}preview: true\n`,
    marks: 'true',
    platform: SEALED.replace('delivery:', 'previews: { from: dev }\ndelivery:'),
    good: `${STATELESS}preview: true\n`,
  },
  {
    rule: 'preview-secret-store',
    bad: `${STATELESS}preview: true\nsecrets: { SESSION_KEY: {} }\n`,
    marks: 'true',
    platform: SEALED.replace('delivery:', 'previews: { from: dev }\ndelivery:'),
    good: `${STATELESS}preview: true\n`,
  },
  { rule: 'name-is-not-folder', bad: STATELESS.replace('shop', 'store'), marks: 'store', good: STATELESS },
  ...['gitops', 'argocd', 'idp'].map((name) => ({
    rule: 'reserved-name',
    bad: STATELESS.replace('shop', name),
    marks: name,
    folder: name,
    // A database has no repository and no host.
    good: `${DATABASE.replace('shop', name)}${DB}`,
  })),
  ...['alerts', 'dashboard'].map((field) => ({
    rule: 'alerts-without-operator',
    bad: `${STATELESS}observability: { ${field}: true }\n`,
    marks: 'true',
    good: `${STATELESS}observability: { ${field}: false }\n`,
  })),
  {
    rule: 'too-many-environments',
    bad: STATELESS,
    marks: 'shop',
    // Outside the partition `aws`, a trust policy cannot require the delivery workflow, so it lists each environment.
    platform: PLATFORM.replace('region: eu-west-2', 'region: cn-north-1').replace(
      'environments:\n',
      `environments:\n${Array.from({ length: 60 }, (_, index) => `  - name: region-${index}\n    logLevel: info\n    host: "{app}.region-${index}.{domain}"\n`).join('')}`,
    ),
    good: `${STATELESS}environments: [dev]\n`,
  },
  {
    rule: 'name-starts-with-digit',
    bad: STATELESS.replace('shop', '7shop'),
    marks: '7shop',
    good: `${DATABASE.replace('shop', '7shop')}${DB}`,
    folder: '7shop',
  },
  {
    rule: 'name-starts-with-digit',
    bad: `${DATABASE.replace('shop', '7shop')}${DB}overrides:\n  prod:\n    database:\n      instance: dedicated\n`,
    marks: '7shop',
    good: `${DATABASE.replace('shop', '7shop')}${DB}  instance: shared\n`,
    folder: '7shop',
  },
  {
    rule: 'description-has-lines',
    bad: STATELESS.replace('Sells things', '"Sells\\nthings"'),
    marks: 'Sells\\nthings',
    good: STATELESS.replace('Sells things', '"Sells\\tthings"'),
  },
  {
    rule: 'name-of-a-device',
    bad: STATELESS.replace('shop', 'con'),
    marks: 'con',
    folder: 'con',
    good: STATELESS.replace('shop', 'con-1'),
    goodFolder: 'con-1',
  },
  {
    rule: 'variable-name-too-long',
    bad: `${STATELESS}env:\n  ? ${'A'.repeat(254)}\n  : x\n`,
    // Of a long line, 200 characters are shown.
    marks: `${'A'.repeat(196)}…`,
    good: `${STATELESS}env: { ${'A'.repeat(253)}: x }\n`,
  },
  {
    rule: 'too-much-for-one-object',
    bad: `${STATELESS}args: [${Array(7).fill('x'.repeat(30_000)).join(', ')}]\n`,
    marks: 'args',
    good: `${STATELESS}args: [${Array(6).fill('x'.repeat(30_000)).join(', ')}]\n`,
  },
  { rule: 'unknown-team', bad: STATELESS.replace('app-team', 'ops'), marks: 'ops', good: STATELESS },
  {
    rule: 'unknown-environment',
    bad: `${STATELESS}environments: [dev, qa]\n`,
    marks: 'qa',
    good: `${STATELESS}environments: [prod, dev]\n`,
  },
  {
    rule: 'unknown-environment',
    bad: `${STATELESS}${ACCEPTED}    environments: [prod, qa]\n`,
    marks: 'qa',
    good: `${STATELESS}${ACCEPTED}    environments: [prod]\n`,
  },
  {
    rule: 'reason-not-one-line',
    bad: `${STATELESS}${ACCEPTED.replace('Moved to', '"Moved\\nto')}`.replace('fleet', 'fleet"'),
    marks: 'Moved\\nto another fleet',
    good: `${STATELESS}${ACCEPTED}`,
  },
  {
    rule: 'override-without-environment',
    bad: `${STATELESS}environments: [dev]\noverrides:\n  prod:\n    replicas: 2\n`,
    marks: 'prod',
    good: `${STATELESS}environments: [dev]\noverrides:\n  dev:\n    replicas: 2\n`,
  },
  {
    rule: 'bad-schedule',
    bad: `${JOB}schedule: 0 0 2 * * *\n`,
    marks: '0 0 2 * * *',
    good: `${JOB}schedule: 0 2 * * *\n`,
  },
  {
    rule: 'unknown-time-zone',
    bad: `${JOB}schedule: '@daily'\ntimeZone: Europe/Londn\n`,
    marks: 'Europe/Londn',
    good: `${JOB}schedule: '@daily'\ntimeZone: Europe/London\n`,
  },
  {
    rule: 'port-and-ports',
    bad: `${STATELESS}port: 8080\nports: [{ name: http, port: 9898 }]\n`,
    marks: 'port',
    good: `${STATELESS}ports: [{ name: http, port: 9898 }]\n`,
  },
  {
    rule: 'port-twice',
    bad: `${STATELESS}ports: [{ name: http, port: 9898 }, { name: grpc, port: 9898 }]\n`,
    marks: '9898',
    good: `${STATELESS}ports: [{ name: http, port: 9898 }, { name: udp, port: 9898 }]\n`,
  },
  {
    rule: 'port-twice',
    bad: `${STATELESS}image: nginx:1.29\nports: [{ name: http, port: 8080 }, { name: old, port: 80 }]\n`,
    marks: '80',
    good: `${STATELESS}image: nginx:1.29\nports: [{ name: old, port: 80 }, { name: http, port: 8080 }]\n`,
  },
  {
    rule: 'ports-missing',
    bad: `${STATEFUL}${VOLUME}ports: []\n`,
    marks: 'ports',
    good: `${STATELESS}ports: []\n`,
  },
  {
    rule: 'probe-without-port',
    bad: `${STATELESS}ports: []\nprobe: tcp\n`,
    marks: 'tcp',
    good: `${STATELESS}ports: []\nprobes: { liveness: { command: [cat, /tmp/alive] }, readiness: { type: tcp, port: 81 } }\n`,
  },
  {
    rule: 'ingress-without-port',
    bad: `${STATELESS}ports: []\ningress: true\n`,
    marks: 'true',
    good: `${STATELESS}ports: []\ningress: false\n`,
  },
  {
    rule: 'metrics-port-unclear',
    bad: `${STATELESS}ports: [{ name: http, port: 9898 }, { name: metrics, port: 9797 }]\nobservability: { port: 9090 }\n`,
    marks: '9090',
    good: `${STATELESS}ports: [{ name: http, port: 9898 }, { name: metrics, port: 9797 }]\nobservability: { port: 9898 }\n`,
  },
  { rule: 'privileged-port', bad: `${STATELESS}port: 1023\n`, marks: '1023', good: `${STATELESS}port: 1024\n` },
  {
    rule: 'privileged-port',
    bad: `${STATELESS}port: 80\n`,
    marks: '80',
    good: `${STATELESS}port: 80\nimage: nginx:1.29\n`,
  },
  {
    rule: 'image-without-version',
    bad: `${STATELESS}image: redis\n`,
    marks: 'redis',
    good: `${STATELESS}image: redis:7\n`,
  },
  {
    rule: 'image-without-version',
    bad: `${STATELESS}image: redis:latest\n`,
    marks: 'redis:latest',
    good: `${STATELESS}image: redis:latest\nenvironments: [dev]\n`,
  },
  {
    rule: 'image-without-version',
    bad: `${STATELESS}image: redis:latest\nenvironments: [dev]\n`,
    marks: 'redis:latest',
    good: `${STATELESS}image: redis@sha256:${'0'.repeat(64)}\n`,
    platform: FIXED,
  },
  {
    rule: 'image-without-version',
    bad: `${STATELESS}image: localhost:5000/redis\n`,
    marks: 'localhost:5000/redis',
    good: `${STATELESS}image: localhost:5000/redis:7\n`,
  },
  {
    rule: 'request-above-limit',
    bad: `${STATELESS}resources: { requests: { cpu: "1.001" }, limits: { cpu: 1000m } }\n`,
    marks: '1.001',
    good: `${STATELESS}resources: { requests: { cpu: "1" }, limits: { cpu: 1000m } }\n`,
  },
  {
    rule: 'request-above-limit',
    bad: `${STATELESS}overrides: { prod: { resources: { requests: { memory: 1Gi }, limits: { memory: 1G } } } }\n`,
    marks: '1Gi',
    good: `${STATELESS}overrides: { prod: { resources: { requests: { memory: 1G }, limits: { memory: 1Gi } } } }\n`,
  },
  {
    rule: 'request-above-limit',
    bad: `${STATELESS}resources: { requests: { memory: 1Gi } }\noverrides: { prod: { resources: { limits: { memory: 512Mi } } } }\n`,
    marks: '512Mi',
    good: `${STATELESS}resources: { requests: { memory: 1Gi } }\noverrides: { prod: { resources: { limits: { memory: 2Gi } } } }\n`,
  },
  {
    rule: 'impossible-quantity',
    bad: `${STATELESS}resources: { limits: { cpu: 0m } }\n`,
    marks: '0m',
    good: `${STATELESS}resources: { limits: { cpu: 1m } }\n`,
  },
  {
    rule: 'impossible-quantity',
    bad: `${STATELESS}resources: { limits: { memory: "512" } }\n`,
    marks: '512',
    good: `${STATELESS}resources: { limits: { memory: 512Mi } }\n`,
  },
  {
    rule: 'impossible-quantity',
    bad: `${STATEFUL}storage: { size: 99999999999Gi, mountPath: /data }\n`,
    marks: '99999999999Gi',
    good: `${STATEFUL}storage: { size: 9999Gi, mountPath: /data }\n`,
  },
  {
    rule: 'autoscaling-without-room',
    bad: `${STATELESS}replicas: 3\nautoscaling: { maxReplicas: 3 }\n`,
    marks: '3',
    good: `${STATELESS}replicas: 3\nautoscaling: { maxReplicas: 4 }\n`,
  },
  ...QUEUE_CASES,
  ...ROUTE_CASES,
  {
    rule: 'annotation-not-allowed',
    bad: `${STATELESS}route: { annotations: { example.org/other: "1" } }\n`,
    marks: 'example.org/other',
    good: `${STATELESS}route: { annotations: { example.org/timeout-read: "60" } }\n`,
    platform: `${PLATFORM}ingress: { type: ingress, allowedAnnotations: [example.org/timeout-*] }\n`,
  },
  {
    rule: 'annotation-taken',
    bad: `${STATELESS}route: { annotations: { konghq.com/protocols: http } }\n`,
    marks: 'konghq.com/protocols',
    good: `${STATELESS}route: { annotations: { konghq.com/plugins: limit } }\n`,
    platform: `${PLATFORM}ingress: { type: ingress, allowedAnnotations: [konghq.com/*] }\n`,
  },
  {
    rule: 'probe-port',
    bad: `${STATELESS}ports: [{ name: http, port: 8080 }, { name: admin, port: 9990 }]\nprobes: { liveness: { path: /live, port: amdin } }\n`,
    marks: 'amdin',
    good: `${STATELESS}ports: [{ name: http, port: 8080 }, { name: admin, port: 9990 }]\nprobes: { liveness: { path: /live, port: admin } }\n`,
  },
  {
    rule: 'probe-field-without-effect',
    bad: `${STATELESS}probes: { liveness: { type: tcp, path: /live } }\n`,
    marks: 'path',
    good: `${STATELESS}probe: tcp\nprobes: { liveness: { path: /live } }\n`,
  },
  {
    rule: 'probe-without-command',
    bad: `${STATELESS}probes: { liveness: { type: exec } }\n`,
    marks: 'exec',
    good: `${STATELESS}probes: { liveness: { type: exec, command: [ls] } }\n`,
  },
  {
    rule: 'mount-path-taken',
    bad: `${STATEFUL}${VOLUME.replace('/data', '/tmp')}`,
    marks: '/tmp',
    good: `${STATEFUL}${VOLUME}`,
  },
  {
    rule: 'mount-path-taken',
    bad: `${STATEFUL}${VOLUME.replace('/data', '/data/../etc')}`,
    marks: '/data/../etc',
    good: `${STATEFUL}${VOLUME.replace('/data', '/tmpdata/..x')}`,
  },
  {
    rule: 'variable-taken',
    bad: `${STATELESS}env: { APP_ENV: x }\n`,
    marks: 'APP_ENV',
    good: `${STATELESS}env: { APP_ENVS: x }\n`,
  },
  {
    rule: 'variable-taken',
    bad: `${BACKEND}${DB}env: { DB_HOST: x }\n`,
    marks: 'DB_HOST',
    good: `${STATELESS}env: { DB_HOST: x }\n`,
  },
  {
    rule: 'variable-taken',
    bad: `${STATELESS}uses: [my-cache]\nenv: { MY_CACHE_PORT: "1" }\n`,
    marks: 'MY_CACHE_PORT',
    good: `${STATELESS}uses: [my-cache]\nenv: { CACHE_PORT: "1" }\n`,
  },
  {
    rule: 'variable-taken',
    bad: `${STATELESS}uses: [my-cache]\nenv: { MY_CACHE_URL: "http://$(LOG_LEVEL)/x" }\n`,
    marks: 'MY_CACHE_URL',
    good: `${STATELESS}uses: [my-cache]\nenv: { MY_CACHE_URL: "http://$(MY_CACHE_HOST)/x" }\n`,
  },
  {
    rule: 'unknown-variable',
    bad: `${BACKEND}${DB}env: { DB_SERVER: $(DB_HOTS) }\n`,
    marks: 'DB_SERVER',
    good: `${BACKEND}${DB}env: { DB_SERVER: $(DB_HOST), TEXT: $$(DB_HOST), LOG_LEVEL: INFO }\n`,
  },
  {
    rule: 'unknown-variable',
    bad: `${STATELESS}env: { A: "$(A):1", B: $(A) }\n`,
    marks: 'A',
    good: `${STATELESS}env: { A: $(C), B: $(A), C: x }\n`,
  },
  { rule: 'use-hides-database', bad: `${BACKEND}${DB}uses: [db]\n`, marks: 'db', good: `${STATELESS}uses: [db]\n` },
  {
    rule: 'secret-in-plain-text',
    bad: `${STATELESS}env: { API_KEY: x }\n`,
    marks: 'API_KEY',
    good: `${STATELESS}env: { API_KEY: "", API_KEY_FILE: /run/key, TOKENS: "5" }\n`,
  },
  {
    rule: 'secret-in-plain-text',
    bad: `${STATELESS}env: { URL: "amqp://me:secret@queue" }\n`,
    marks: 'URL',
    good: `${STATELESS}env: { URL: "amqp://me@queue:5672/a:b" }\n`,
  },
  {
    rule: 'secret-in-plain-text',
    bad: `${STATELESS}args: [--password, hunter22]\n`,
    // The line of the argument is not shown: it holds the secret.
    marks: '',
    good: `${STATELESS}args: [--password, $(API_PASSWORD)]\n`,
  },
  {
    rule: 'reserved-database-name',
    bad: `${BACKEND}${DB.replace('shop_db', 'rdsadmin')}`,
    marks: 'rdsadmin',
    good: `${BACKEND}${DB.replace('shop_db', 'admin')}`,
  },
  {
    rule: 'reserved-database-name',
    bad: `${BACKEND}${DB.replace('shop_owner', 'pg_shop')}`,
    marks: 'pg_shop',
    good: `${BACKEND}${DB.replace('shop_owner', 'pgshop')}`,
  },
  {
    rule: 'max-storage-below-storage',
    bad: `${BACKEND}${DB}  storageGb: 60\n  maxStorageGb: 59\n`,
    marks: '59',
    good: `${BACKEND}${DB}  storageGb: 60\n  maxStorageGb: 60\n`,
  },
  {
    rule: 'not-for-shared-instance',
    bad: `${BACKEND}${DB}  version: "17"\n`,
    marks: '17',
    good: `${BACKEND}${DB}  instance: dedicated\n  version: "17"\n  restoreFrom: shop-dev-final-1a2b3c4d\n`,
  },
  {
    rule: 'not-for-shared-instance',
    bad: `${BACKEND}${DB}  parameters: { jit: false }\n`,
    marks: 'parameters',
    good: `${BACKEND}${DB}  instance: dedicated\n  parameters: { jit: false }\n`,
  },
  {
    rule: 'not-for-shared-instance',
    bad: `${BACKEND}${DB}  extensions: [citext, pg_cron]\n`,
    marks: 'pg_cron',
    good: `${BACKEND}${DB}  extensions: [citext]\n`,
  },
  {
    rule: 'not-for-shared-instance',
    bad: `${BACKEND}${DB}  engine: aurora-postgresql\n`,
    marks: 'engine',
    good: `${BACKEND}${DB}  engine: aurora-postgresql\noverrides:\n  prod:\n    database: { instance: dedicated }\n`,
  },
  {
    rule: 'not-for-engine',
    bad: `${BACKEND}${DB}  instance: dedicated\n  readers: 1\n`,
    marks: 'readers',
    good: `${BACKEND}${DB}  instance: dedicated\n  engine: aurora-postgresql\n  readers: 1\n`,
  },
  {
    rule: 'not-for-engine',
    bad: `${BACKEND}${DB}  serverless: { maxCapacity: 8 }\n`,
    marks: 'serverless',
    good: `${BACKEND}${DB}  serverless: { maxCapacity: 8 }\noverrides:\n  prod:\n    database: { instance: dedicated, engine: aurora-postgresql }\n`,
  },
  {
    rule: 'not-for-engine',
    bad: `${BACKEND}${DB}  instance: dedicated\n  engine: aurora-postgresql\n  storageGb: 100\n`,
    marks: 'storageGb',
    good: `${BACKEND}${DB}  instance: dedicated\n  storageGb: 100\noverrides:\n  prod:\n    database: { engine: aurora-postgresql }\n`,
  },
  {
    rule: 'bad-capacity',
    bad: `${BACKEND}${DB}  instance: dedicated\n  engine: aurora-postgresql\n  serverless: { minCapacity: 0.7 }\n`,
    marks: '0.7',
    good: `${BACKEND}${DB}  instance: dedicated\n  engine: aurora-postgresql\n  serverless: { minCapacity: 1.5 }\n`,
  },
  {
    rule: 'bad-capacity',
    bad: `${BACKEND}${DB}  instance: dedicated\n  engine: aurora-postgresql\n  serverless: { minCapacity: 8, maxCapacity: 4 }\n`,
    marks: '8',
    good: `${BACKEND}${DB}  instance: dedicated\n  engine: aurora-postgresql\n  serverless: { minCapacity: 4, maxCapacity: 4 }\n`,
  },
  {
    rule: 'bad-capacity',
    bad: `${BACKEND}${DB}  instance: dedicated\n  engine: aurora-postgresql\n  serverless: { pauseAfterSeconds: 600 }\n`,
    marks: 'pauseAfterSeconds',
    good: `${BACKEND}${DB}  instance: dedicated\n  engine: aurora-postgresql\n  serverless: { minCapacity: 0, pauseAfterSeconds: 600 }\noverrides:\n  prod:\n    database: { serverless: { minCapacity: 0.5 } }\n`,
  },
  {
    rule: 'not-on-aurora',
    bad: `${BACKEND}${DB}  instance: dedicated\n  engine: aurora-postgresql\n  parameters: { max_wal_size: 2048 }\n`,
    marks: 'max_wal_size',
    good: `${BACKEND}${DB}  instance: dedicated\n  engine: aurora-postgresql\n  parameters: { work_mem: 16384 }\n`,
  },
  {
    rule: 'not-on-aurora',
    bad: `${BACKEND}${DB}  instance: dedicated\n  engine: aurora-postgresql\n  extensions: [vector, tcn]\n`,
    marks: 'tcn',
    good: `${BACKEND}${DB}  instance: dedicated\n  engine: aurora-postgresql\n  extensions: [vector]\n`,
  },
  {
    rule: 'not-on-aurora',
    bad: `${BACKEND}${DB}  instance: dedicated\n  engine: aurora-postgresql\n  version: '18'\n  extensions: [tcn, pg_walinspect]\n`,
    marks: 'pg_walinspect',
    good: `${BACKEND}${DB}  instance: dedicated\n  engine: aurora-postgresql\n  version: '18'\n  extensions: [tcn, seg]\n`,
  },
  {
    rule: 'unknown-placeholder',
    bad: `${BACKEND}${DB}  variables: { READ_URL: 'postgres://{readerhost}' }\n`,
    marks: 'READ_URL',
    good: `${BACKEND}${DB}  variables: { READ_URL: 'postgres://{readerhost}' }\noverrides:\n  prod:\n    database: { instance: dedicated, engine: aurora-postgresql }\n`,
  },
  {
    rule: 'secret-in-plain-text',
    bad: `${STATELESS}migration: { command: [node, 'postgres://u:hunter2hunter2@h/db'] }\n`,
    marks: '',
    good: `${STATELESS}migration: { command: [node, 'postgres://h/db'] }\n`,
  },
  {
    rule: 'empty-program',
    bad: `${STATELESS}migration: { command: [''] }\n`,
    marks: "'",
    good: `${STATELESS}migration: { command: [node, ''] }\n`,
  },
  {
    rule: 'own-database',
    bad: `${STATELESS}databases: { shop: {} }\n`,
    marks: 'shop',
    good: `${STATELESS}databases: { ledger: {} }\n`,
  },
  {
    rule: 'override-of-nothing',
    bad: `${STATELESS}databases: { ledger: {} }\noverrides: { prod: { databases: { legder: { access: editor } } } }\n`,
    marks: 'legder',
    good: `${STATELESS}databases: { ledger: {} }\noverrides: { prod: { databases: { ledger: { access: editor } } } }\n`,
  },
  {
    rule: 'unknown-placeholder',
    bad: `${STATELESS}databases: { ledger: { variables: { A: "{pass}" } } }\n`,
    marks: 'A',
    good: `${STATELESS}databases: { ledger: { variables: { A: "{password}" } } }\n`,
  },
  {
    rule: 'variable-taken',
    bad: `${STATELESS}databases: { ledger: { variables: { LEDGER_DB_HOST: "{host}" } } }\n`,
    marks: 'LEDGER_DB_HOST',
    good: `${STATELESS}databases: { ledger: { variables: { LEDGER_HOSTNAME: "{host}" } } }\n`,
  },
  {
    rule: 'secret-in-plain-text',
    bad: `${STATELESS}databases: { ledger: { variables: { A: "postgresql://u:hunter2hunter2@{host}" } } }\n`,
    marks: 'A',
    good: `${STATELESS}databases: { ledger: { variables: { A: "postgresql://{username}@{host}" } } }\n`,
  },
  {
    rule: 'secret-in-plain-text',
    bad: `${STATELESS}databases: { ledger: { variables: { LEDGER_TOKEN: hunter2hunter2 } } }\n`,
    marks: 'LEDGER_TOKEN',
    good: `${STATELESS}databases: { ledger: { variables: { LEDGER_TOKEN: "{username}:{password}" } } }\n`,
  },
  {
    rule: 'sealed-database-access',
    bad: `${STATELESS}environments: [dev]\ndatabases: { ledger: {} }\n`,
    marks: 'spec',
    data: { 'sealed/dev/shop--ledger-db.yaml': { spec: {} } },
    good: `${STATELESS}environments: [dev]\n`,
    platform: `${PLATFORM}secretStore: { type: sealed-secrets }\n`,
  },
  {
    rule: 'unknown-extension',
    bad: `${BACKEND}${DB}  extensions: [citex]\n`,
    marks: 'citex',
    good: `${BACKEND}${DB}  extensions: [citext]\n`,
  },
  {
    rule: 'unknown-parameter',
    bad: `${BACKEND}${DB}  instance: dedicated\n  parameters: { log_statement: all }\n`,
    marks: 'log_statement',
    good: `${BACKEND}${DB}  instance: dedicated\n  parameters: { log_temp_files: 0 }\n`,
  },
  {
    rule: 'bad-parameter-value',
    bad: `${BACKEND}${DB}  instance: dedicated\n  parameters: { work_mem: 16MB }\n`,
    marks: '16MB',
    good: `${BACKEND}${DB}  instance: dedicated\n  parameters: { work_mem: 16384 }\n`,
  },
  {
    rule: 'not-in-version',
    bad: `${BACKEND}${DB}  instance: dedicated\n  version: "17"\n  extensions: [old_snapshot]\n`,
    marks: 'old_snapshot',
    good: `${BACKEND}${DB}  instance: dedicated\n  version: "16"\n  extensions: [old_snapshot]\n`,
  },
  {
    rule: 'max-storage-too-close',
    bad: `${BACKEND}${DB}  storageGb: 100\n  maxStorageGb: 109\n`,
    marks: '109',
    good: `${BACKEND}${DB}  storageGb: 100\n  maxStorageGb: 110\n`,
  },
  {
    rule: 'environment-without-databases',
    bad: `${BACKEND}${DB}`,
    marks: 'database',
    good: `${BACKEND}${DB}environments: [dev]\n`,
    platform: PLATFORM.replace('    databases:\n      minimumBackupRetentionDays: 14\n      network: *network\n', ''),
  },
  {
    rule: 'database-size-not-allowed',
    bad: `${BACKEND}${DB}  size: medium\n`,
    marks: 'medium',
    good: `${BACKEND}${DB}overrides: { prod: { database: { size: xlarge } } }\n`,
  },
  {
    rule: 'backup-retention-too-short',
    bad: `${BACKEND}${DB}  backupRetentionDays: 13\n`,
    marks: '13',
    // A default takes the minimum of the environment.
    good: `${BACKEND}risk: low\n${DB}`,
  },
  {
    rule: 'backup-retention-too-short',
    bad: `${BACKEND}risk: low\n${DB}  backupRetentionDays: 13\n`,
    marks: '13',
    good: `${BACKEND}${DB}  backupRetentionDays: 13\noverrides: { prod: { database: { backupRetentionDays: 14 } } }\n`,
  },
  {
    rule: 'bad-secret-name',
    bad: `${STATELESS}secrets: { API_KEY: { name: Api-Key, create: true } }\n`,
    marks: 'Api-Key',
    good: `${STATELESS}secrets: { API_KEY: { name: api_key, create: true } }\n`,
  },
  {
    rule: 'secret-of-another',
    bad: `${STATELESS}secrets: { API_KEY: { name: goldenpath/prod/other/key } }\n`,
    marks: 'goldenpath/prod/other/key',
    good: `${STATELESS}secrets: { API_KEY: { name: payments/key } }\n`,
  },
  {
    rule: 'sealed-secrets',
    bad: `${STATELESS}environments: [dev]\nsecrets: { API_KEY: {} }\n`,
    marks: 'spec',
    data: { 'sealed/dev/shop-secrets.yaml': { spec: {} } },
    good: `${STATELESS}environments: [dev]\n`,
    platform: `${PLATFORM}secretStore: { type: sealed-secrets }\n`,
  },
  {
    rule: 'file-without-content',
    bad: `${STATELESS}files: { /etc/app/a.txt: {} }\n`,
    marks: '/etc/app/a.txt',
    good: `${STATELESS}files: { /etc/app/a.txt: { content: a } }\n`,
  },
  {
    rule: 'file-missing',
    bad: `${STATELESS}files: { /etc/app/a.txt: { source: files/b.txt } }\n`,
    marks: 'files/b.txt',
    good: `${STATELESS}files: { /etc/app/a.txt: { content: a } }\n`,
  },
  {
    rule: 'unknown-placeholder',
    bad: `${BACKEND}${DB}  variables: { URL: "{usernam}" }\n`,
    marks: 'URL',
    good: `${BACKEND}${DB}  variables: { URL: "{username}" }\n`,
  },
  {
    rule: 'variables-without-pods',
    bad: `${DATABASE}${DB}  variables: { URL: "{host}" }\n`,
    marks: 'URL',
    good: `${BACKEND}${DB}  variables: { URL: "{host}" }\n`,
  },
  {
    rule: 'no-pod-identity',
    bad: `${STATELESS}buckets: { reports: {} }\n`,
    marks: 'buckets',
    good: `${STATELESS}buckets: {}\n`,
  },
  {
    rule: 'no-pod-identity',
    bad: `${STATELESS}queues: { work: {} }\nenvironments: [dev]\n`,
    marks: 'queues',
    good: STATELESS,
    platform: `${CLUSTERS}kubernetes: { podIdentity: irsa }\n`,
  },
  {
    rule: 'no-pod-identity',
    bad: `${STATELESS}buckets: { reports: {} }\nenvironments: [dev]\n`,
    marks: 'buckets',
    good: `${STATELESS}buckets: { reports: {} }\nenvironments: [prod]\n`,
    platform: CLUSTERS.replace('{ name: acme-debug }', '{ name: acme-debug, local: kind }'),
  },
  {
    rule: 'override-of-nothing',
    bad: `${STATELESS}buckets: { reports: {} }\noverrides: { prod: { buckets: { report: {} } } }\n`,
    marks: 'report',
    good: `${STATELESS}buckets: { reports: {} }\noverrides: { prod: { buckets: { reports: { versions: false } } } }\n`,
    platform: CLUSTERS,
  },
  {
    rule: 'subscribed-twice',
    bad: `${STATELESS}topics: { sent: {} }\nqueues: { work: { subscriptions: [{ topic: sent }, { app: shop, topic: sent }] } }\n`,
    marks: 'app',
    good: `${STATELESS}topics: { sent: {} }\nqueues: { work: { subscriptions: [{ topic: sent }] } }\n`,
    platform: CLUSTERS,
  },
  {
    rule: 'dead-letter-queue',
    bad: `${STATELESS}queues: { work: {}, work-dead: {} }\n`,
    marks: 'work-dead',
    good: `${STATELESS}queues: { work: {}, work-failed: {} }\n`,
    platform: CLUSTERS,
  },
  {
    rule: 'key-twice',
    bad: `${STATELESS}tables: { index: { partitionKey: { name: id }, sortKey: { name: id } } }\n`,
    marks: 'id',
    good: `${STATELESS}tables: { index: { partitionKey: { name: id }, sortKey: { name: day } } }\n`,
    platform: CLUSTERS,
  },
  {
    rule: 'no-cache-network',
    bad: `${STATELESS}caches: { sessions: {} }\n`,
    marks: 'caches',
    good: STATELESS,
    platform: `${PLATFORM}secretStore: { type: vault, vault: { server: https://vault.example.org } }\n`,
  },
  {
    rule: 'no-cache-network',
    bad: `${STATELESS}caches: { sessions: {} }\n`,
    marks: 'caches',
    good: STATELESS,
    platform: FIXED.replace(/ {4}databases:\n( {6}.*\n)+/g, ''),
  },
  {
    rule: 'permission-too-powerful',
    bad: `${STATELESS}permissions:\n  - actions: [iam:PassRole]\n    resources: ['arn:aws:iam::123456789012:role/x']\n`,
    marks: 'iam:PassRole',
    good: `${STATELESS}permissions:\n  - actions: [ses:SendEmail]\n    resources: ['arn:aws:ses:eu-west-2:123456789012:identity/x']\n`,
    platform: CLUSTERS,
  },
];

describe('rules of one application', () => {
  it('are all shown at work here', () => {
    expect(new Set(CASES.map(({ rule }) => rule))).toEqual(new Set(RULES.map(({ name }) => name)));
  });

  it.each(CASES)('$rule marks `$marks`', ({ rule, bad, marks, folder = 'shop', platform = PLATFORM, data = {} }) => {
    const { diagnostics } = checkText(bad, { folder, platform: platformOf(platform), data });
    // A secret is found by the rule of its part and by the one for all fields; a person sees it once.
    expect(summary(sortDiagnostics(diagnostics))).toEqual([`${rule}: ${marks}`]);
  });

  it.each(CASES)(
    '$rule lets the nearest good spec of `$marks` pass',
    ({ good, folder = 'shop', goodFolder = folder, platform = PLATFORM, goodData = {} }) => {
      const { diagnostics } = checkText(good, { folder: goodFolder, platform: platformOf(platform), data: goodData });
      expect(summary(diagnostics)).toEqual([]);
    },
  );

  it('report all mistakes of a spec at once', () => {
    const text = `${STATELESS.replace('app-team', 'ops')}port: 80\nenv: { APP_ENV: x, API_TOKEN: y }\nimage: redis\n`;
    expect(summary(checkText(text).diagnostics).sort()).toEqual([
      'image-without-version: redis',
      'secret-in-plain-text: API_TOKEN',
      'unknown-team: ops',
      'variable-taken: APP_ENV',
    ]);
  });

  it('do not repeat a general error for an environment', () => {
    const text = `${STATELESS}replicas: 5\nautoscaling: { maxReplicas: 4 }\noverrides: { prod: { env: { A: b } } }\n`;
    expect(summary(checkText(text).diagnostics)).toEqual(['autoscaling-without-room: 4']);
  });

  it('name the environment if only an override breaks a rule', () => {
    const text = `${STATELESS}autoscaling: { maxReplicas: 4 }\noverrides: { prod: { replicas: 5 } }\n`;
    const { diagnostics } = checkText(text);
    expect(diagnostics.map(({ message }) => message)).toEqual([
      '`maxReplicas` is 4 in prod, not above `replicas`, which is 5.',
    ]);
  });
});
