import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { openFleet } from '@goldenpath/fleet';
import type { KubernetesObject } from '@goldenpath/manifests';
import { freePort } from '@goldenpath/process';
import { testFolder } from '@goldenpath/testing/folders';
import { writtenFleet } from '@goldenpath/testing/written-fleet';
import { podOf } from '../../src/dev/pod';
import { findRedis, isRedis } from '../../src/dev/redis';
import { runtimeOf } from '../../src/dev/runtime';
import { startStub } from '../../src/dev/stub';
import { calledBy, localVariables, localWords } from '../../src/dev/variables';

const OBJECTS = [
  {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'web-config' },
    data: {
      APP_ENV: 'dev',
      API_HOST: 'api.apps.svc.cluster.local',
      API_PORT: '80',
      API_URL: 'http://api.apps.svc.cluster.local',
      CACHE_HOST: 'cache.apps.svc.cluster.local',
      CACHE_PORT: '6379',
      MAIL_HOST: 'mail.example.org',
      MAIL_PORT: '25',
    },
  },
  {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name: 'web-db-creds' },
    spec: {
      data: [
        { secretKey: 'DB_PORT', remoteRef: { key: 'goldenpath/dev/web/postgres', property: 'port' } },
        { secretKey: 'DB_PASS', remoteRef: { key: 'goldenpath/dev/web/postgres', property: 'password' } },
      ],
    },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'web' },
    spec: {
      template: {
        spec: {
          containers: [
            {
              image: 'web',
              ports: [{ containerPort: 8080 }],
              envFrom: [{ configMapRef: { name: 'web-config' } }, { secretRef: { name: 'web-db-creds' } }],
              env: [
                { name: 'DB_SERVER', value: 'db:$(DB_PORT)' },
                { name: 'TEXT', value: '$$(DB_PORT) $(UNKNOWN) http://api.apps.svc.cluster.local:80/x' },
                { name: 'POD', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
              ],
              volumeMounts: [
                { name: 'tmp', mountPath: '/tmp' },
                { name: 'data', mountPath: '/data' },
              ],
            },
          ],
        },
      },
      volumeClaimTemplates: [{ metadata: { name: 'data' } }],
    },
  },
] as unknown as readonly KubernetesObject[];

function pod() {
  const found = podOf(OBJECTS);
  if (found === undefined) throw new Error('There is no pod.');
  return found;
}

test('an application gets the variables of its pods, with local addresses and secrets', () => {
  const local = new Map([
    ['api', { host: '127.0.0.1', port: 4001 }],
    ['cache', { host: '127.0.0.1', port: 4002 }],
  ]);
  const secrets = new Map([['goldenpath/dev/web/postgres', { port: 5433, password: 's$(APP_ENV)' }]]);
  expect(localVariables(pod(), { local, secrets })).toEqual({
    APP_ENV: 'dev',
    API_HOST: '127.0.0.1',
    API_PORT: '4001',
    API_URL: 'http://127.0.0.1:4001',
    CACHE_HOST: '127.0.0.1',
    CACHE_PORT: '4002',
    MAIL_HOST: 'mail.example.org',
    MAIL_PORT: '25',
    DB_PORT: '5433',
    DB_PASS: 's$(APP_ENV)',
    DB_SERVER: 'db:5433',
    TEXT: '$(DB_PORT) $(UNKNOWN) http://127.0.0.1:4001/x',
  });
});

test('paths of the container are replaced in variables and in words, and not in secrets', () => {
  const container = {
    ...pod(),
    sources: [
      { name: 'KEY_FILE', value: '/etc/tls/key.pem' },
      { name: 'TOKEN', secret: 'web', property: 'token' },
    ],
    own: [{ name: 'FILES', value: '$(KEY_FILE):/data' }],
  };
  const replaced = {
    local: new Map(),
    secrets: new Map([['web', { token: '/data' }]]),
    paths: new Map([
      ['/etc/tls', '/run/tls'],
      ['/data', '/kept/data'],
    ]),
  };
  const variables = localVariables(container, replaced);
  expect(variables).toEqual({ KEY_FILE: '/run/tls/key.pem', TOKEN: '/data', FILES: '/run/tls/key.pem:/kept/data' });
  expect(localWords(['serve', '--key=$(KEY_FILE)', '/data/x'], variables, replaced)).toEqual([
    'serve',
    '--key=/run/tls/key.pem',
    '/kept/data/x',
  ]);
});

test('the variables show what an application calls, and which of these speak HTTP', () => {
  expect(calledBy(pod())).toEqual([
    { service: 'api', answersHttp: true },
    { service: 'cache', answersHttp: false },
  ]);
});

test('the port and the persistent volumes of a pod are read', () => {
  expect(pod()).toMatchObject({ port: 8080, mounts: [{ path: '/data', kind: 'volume', claim: 'data' }] });
  expect(podOf([])).toBeUndefined();
});

test('an HTTP stub returns the request, and a stub without HTTP accepts connections', async () => {
  const asked: string[] = [];
  const http = await startStub('api', true, (request) => asked.push(request));
  const answer = await fetch(`http://${http.host}:${http.port}/users?page=2`, { method: 'POST', body: 'x' });
  expect([answer.status, await answer.json()]).toEqual([200, { stub: 'api', method: 'POST', path: '/users?page=2' }]);
  const tcp = await startStub('cache', false, (request) => asked.push(request));
  const socket = connect(tcp.port, tcp.host);
  await new Promise((resolve) => socket.once('connect', resolve));
  const ended = new Promise((resolve) => socket.once('close', resolve));
  socket.on('error', () => undefined);
  await Promise.all([http.close(), tcp.close(), ended]);
  expect(asked[0]).toBe('POST /users?page=2');
});

test.each([
  ['redis:7.4', true],
  ['docker.io/library/redis@sha256:00', true],
  ['valkey/valkey:8', true],
  ['bitnami/redis-cluster:7', true],
  ['acme/redistribution:1', false],
  ['postgres:17', false],
])('the image %s is Redis: %s', (image, expected) => {
  expect(isRedis(image)).toBe(expected);
});

test('two applications with the same port get different ones', async () => {
  const first = await freePort();
  expect(await freePort(first, new Set([first]))).not.toBe(first);
  const stub = await startStub('api', true, () => undefined);
  expect(await freePort(stub.port)).not.toBe(stub.port);
  await stub.close();
});

test('Redis is started from the server on the PATH', () => {
  const folder = testFolder();
  expect(findRedis({ PATH: folder })).toBeUndefined();
  writeFileSync(join(folder, 'valkey-server'), '', { mode: 0o755 });
  expect(findRedis({ PATH: `/nowhere:${folder}` })).toBe(join(folder, 'valkey-server'));
});

test('dependencies are installed once for each lockfile', () => {
  const folder = testFolder({
    'package.json': '{"scripts":{"build":"tsc","start":"node ."}}',
    'package-lock.json': '{}',
  });
  mkdirSync(join(folder, 'node_modules'));
  const runtime = runtimeOf(folder);
  expect(runtime.install().map(({ args }) => args[0])).toEqual(['ci']);
  expect(runtime.build.map(({ args }) => args.at(-1))).toEqual(['build']);
  runtime.installed();
  expect(runtimeOf(folder).install()).toEqual([]);
  writeFileSync(join(folder, 'package-lock.json'), '{"lockfileVersion":3}');
  expect(runtimeOf(folder).install()).toHaveLength(1);
});

test('a Makefile with a target `dev` starts an application in any language', () => {
  const folder = testFolder({ Makefile: 'dev:\n\tgo run .\n', 'package.json': '{}' });
  expect(runtimeOf(folder).start).toEqual({ step: 'start', program: 'make', args: ['--silent', 'dev'] });
  expect(runtimeOf(testFolder({ Makefile: 'develop:\n', 'package.json': '{}' })).start.program).toBe('npm');
});

test('a folder without code, and a package.json that is not JSON, are errors', () => {
  expect(() => runtimeOf(testFolder())).toThrow('has no code that `goldenpath dev` can start');
  expect(() => runtimeOf(testFolder({ 'package.json': '{' }))).toThrow('package.json is not valid JSON.');
});

const WEB = { kind: 'stateless-app', name: 'web', description: 'Shows pages', owner: 'app-team' };
const CACHE = { ...WEB, kind: 'stateless-app', name: 'cache', image: 'redis:7.4', port: 6379 };

test('an application without code, named twice or unknown is refused', async () => {
  const fleet = openFleet({ cwd: writtenFleet([WEB, CACHE]) });
  await expect(fleet.dev('cache')).rejects.toThrow('cache runs the image redis:7.4, so there is no code to develop.');
  await expect(fleet.dev('web', { with: [{ name: 'web' }] })).rejects.toThrow('web is named twice.');
  await expect(fleet.dev('wbe')).rejects.toThrow('Did you mean `web`?');
  await expect(fleet.dev('web', { environment: 'nowhere' })).rejects.toThrow('There is no environment "nowhere".');
});
