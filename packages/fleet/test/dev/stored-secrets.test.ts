import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KubernetesObject } from '@goldenpath/manifests';
import { testFolder } from '@goldenpath/testing/folders';
import type { FleetContext } from '../../src/context';
import { localValues } from '../../src/dev/local-secrets';
import { podOf } from '../../src/dev/pod';
import { filled } from '../../src/dev/template';
import { localVariables, storedVariables } from '../../src/dev/variables';

const PATH = 'goldenpath/dev/web/postgres';
const CACHE = 'goldenpath/dev/web/caches/sessions';

const secret = (name: string, data: object, template?: object) => ({
  apiVersion: 'external-secrets.io/v1',
  kind: 'ExternalSecret',
  metadata: { name },
  spec: { data, ...(template !== undefined && { target: { template: { data: template } } }) },
});
const remote = (secretKey: string, key: string, property?: string) => ({ secretKey, remoteRef: { key, property } });

const OBJECTS = [
  secret(
    'web-db-creds',
    [remote('DB_USER', PATH, 'username'), remote('DB_PASS', PATH, 'password'), remote('DB_HOST', PATH, 'host')],
    {
      DB_USER: '{{ .DB_USER }}',
      DATABASE_URL:
        'postgres://{{ .DB_USER | urlquery | replace "+" "%20" }}:{{ .DB_PASS | urlquery | replace "+" "%20" }}@{{ .DB_HOST }}/{{ "{" }}x',
    },
  ),
  secret('web-caches', [remote('SESSIONS_CACHE_HOST', CACHE, 'host')], {
    SESSIONS_CACHE_URL: 'rediss://{{ .SESSIONS_CACHE_HOST }}',
  }),
  secret('web-secrets', [
    remote('SESSION_SECRET', 'goldenpath/dev/web/secrets/session'),
    remote('TOKEN', 'partner', 'key'),
  ]),
  {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'web' },
    spec: {
      jobTemplate: {
        spec: {
          template: {
            spec: {
              volumes: [
                { name: 'files', secret: { secretName: 'web-files' } },
                { name: 'tmp', emptyDir: {} },
              ],
              containers: [
                {
                  image: 'web',
                  envFrom: ['web-db-creds', 'web-caches', 'web-secrets'].map((name) => ({ secretRef: { name } })),
                  env: [{ name: 'HEADER', value: 'Bearer $(TOKEN)' }],
                  volumeMounts: [
                    { name: 'files', mountPath: '/etc/tls' },
                    { name: 'tmp', mountPath: '/tmp' },
                  ],
                },
              ],
            },
          },
        },
      },
    },
  },
] as unknown as readonly KubernetesObject[];

const pod = podOf(OBJECTS);
if (pod === undefined) throw new Error('There is no pod.');

const SECRETS = new Map<string, Readonly<Record<string, unknown>>>([
  [PATH, { username: 'web', password: "p +'/:", host: 'localhost' }],
  [CACHE, { host: '127.0.0.1' }],
]);

test('a scheduled job has the variables of its pods, and its folder of secrets', () => {
  expect(pod).toMatchObject({ isJob: true, port: undefined, mounts: [{ path: '/etc/tls', kind: 'secret' }] });
});

test('composed variables have the values of this machine, encoded as in the cluster, and Redis without TLS', () => {
  expect(
    localVariables(pod, { local: new Map(), secrets: SECRETS, own: { TOKEN: 't', SESSION_SECRET: 's', LEVEL: '2' } }),
  ).toEqual({
    DB_USER: 'web',
    DATABASE_URL: 'postgres://web:p%20%2B%27%2F%3A@localhost/{x',
    SESSIONS_CACHE_URL: 'redis://127.0.0.1',
    SESSION_SECRET: 's',
    TOKEN: 't',
    HEADER: 'Bearer t',
    LEVEL: '2',
  });
});

test('what no server of this machine has is asked for, without what is missing as a whole', () => {
  expect(storedVariables(pod.sources, SECRETS, new Set())).toEqual(['SESSION_SECRET', 'TOKEN']);
  const database = new Map([...SECRETS].filter(([name]) => name === PATH));
  expect(storedVariables(pod.sources, database, new Set([CACHE]))).toEqual(['SESSION_SECRET', 'TOKEN']);
  expect(storedVariables(pod.sources, database, new Set())).toContain('SESSIONS_CACHE_HOST');
});

test.each([
  ['{{ .A }}', 'x y'],
  ['{{ .A | urlquery }}', 'x+y'],
  ['{{ .B }}', undefined],
  ['{{ .A | upper }}', undefined],
  ['{{ if .A }}', undefined],
])('the template %s gives %j', (template, text) => {
  expect(filled(template, (key) => (key === 'A' ? 'x y' : undefined))).toBe(text);
});

function contextIn(root: string): FleetContext {
  return {
    cwd: root,
    env: process.env,
    signal: new AbortController().signal,
    source: { platformFile: join(root, 'platform.yaml') },
  } as unknown as FleetContext;
}

const fileIn = (root: string) => join(root, '.goldenpath/dev/web.yaml');

function given(text: string): FleetContext {
  const root = testFolder();
  mkdirSync(join(root, '.goldenpath/dev'), { recursive: true });
  writeFileSync(fileIn(root), text);
  return contextIn(root);
}

test('missing secrets are all named, and the file gets a line for each, once', async () => {
  const root = testFolder();
  const context = contextIn(root);
  const missing = 'web needs secrets that this machine does not have: A, B.';
  await expect(localValues(context, 'web', ['A', 'B'])).rejects.toMatchObject({
    summary: missing,
    code: 'missing-local-secrets',
  });
  await expect(localValues(context, 'web', ['A', 'B'])).rejects.toMatchObject({ summary: missing });
  expect(readFileSync(fileIn(root), 'utf8').match(/^\w.*$/gm)).toEqual(['A: ""', 'B: ""']);
  expect(statSync(fileIn(root)).mode & 0o077).toBe(0);
  writeFileSync(fileIn(root), 'A: 1\nB: |\n  two\n  lines');
  expect(await localValues(context, 'web', ['A', 'B'])).toEqual({ A: '1', B: 'two\nlines\n' });
  await expect(localValues(context, 'web', ['A', 'C'])).rejects.toMatchObject({ code: 'missing-local-secrets' });
  expect(readFileSync(fileIn(root), 'utf8')).toContain('lines\nC: ""\n');
});

test('without secrets, there is no file', async () => {
  const root = testFolder();
  expect(await localValues(contextIn(root), 'web', [])).toEqual({});
  expect(existsSync(join(root, '.goldenpath'))).toBe(false);
});

test.each([
  ['A: [planted-value]\n', 'The value of A in line 1'],
  ['A: 1\nB C: planted-value\n', 'Line 2'],
  ['A: "planted-value\n', 'not valid YAML'],
  ['- planted-value\n', 'not a map'],
  ['__proto__: planted-value\n', 'Line 1'],
  ['A: 1\nA: planted-value\n', 'not valid YAML'],
])('the file %j is refused, and its values are not shown', async (text, message) => {
  const error = (await localValues(given(text), 'web', ['A']).catch((reason: unknown) => reason)) as Error & {
    readonly remedy: string;
  };
  expect(error.message).toContain(message);
  expect(JSON.stringify([error.message, error.remedy, Object.entries(error)])).not.toContain('planted-value');
});

test('a file that Git does not ignore, or has, is refused', async () => {
  const context = given('A: planted-value\n');
  const git = (...args: string[]) => execFileSync('git', args, { cwd: context.cwd, stdio: 'pipe' });
  git('init', '--quiet');
  await expect(localValues(context, 'web', ['A'])).rejects.toMatchObject({ code: 'secrets-not-ignored' });
  git('add', '.goldenpath/dev/web.yaml');
  writeFileSync(join(context.cwd, '.gitignore'), '/.goldenpath/\n');
  await expect(localValues(context, 'web', ['A'])).rejects.toMatchObject({ code: 'secrets-not-ignored' });
  git('rm', '--quiet', '--cached', '.goldenpath/dev/web.yaml');
  expect(await localValues(context, 'web', ['A'])).toEqual({ A: 'planted-value' });
});
