import { startEmbeddedServer } from '@goldenpath/database';
import { loadAll } from 'js-yaml';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { goldenpath } from '@goldenpath/testing/command';
import { ROOT } from '@goldenpath/testing/fleet';
import { testFolder } from '@goldenpath/testing/folders';

// oxlint-disable-next-line typescript/no-explicit-any -- a test reaches into what it knows the form of.
type KubernetesObject = any;

const MASTER = 'goldenpath/dev/rds/master';

async function objectsOf(...args: readonly string[]): Promise<Record<string, KubernetesObject>> {
  const job = ['rds', 'job', '--env', 'dev', '--image', 'example.test/goldenpath:1', '--master-secret', MASTER];
  const { stdout, stderr, code } = await goldenpath([...job, ...args], { cwd: ROOT });
  expect([stderr, code]).toEqual(['', 0]);
  const objects = loadAll(stdout) as KubernetesObject[];
  return Object.fromEntries(objects.map((object) => [object.kind, object]));
}

test('the Job passes the Pod Security Standard `restricted`, has no token, and its name changes with its content', async () => {
  const { Job: job, ServiceAccount: account, NetworkPolicy: policy, ExternalSecret: secret } = await objectsOf();
  const pod = job.spec.template.spec;
  expect(pod).toMatchObject({
    serviceAccountName: account.metadata.name,
    automountServiceAccountToken: false,
    restartPolicy: 'Never',
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  });
  expect(pod.containers[0].securityContext).toEqual({
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    readOnlyRootFilesystem: true,
  });
  expect(pod.containers[0].image).toBe('example.test/goldenpath:1');
  expect(policy.spec.podSelector.matchLabels).toEqual({
    'app.kubernetes.io/instance': job.spec.template.metadata.labels['app.kubernetes.io/instance'],
  });
  expect(policy.spec.egress[1].ports).toEqual([{ protocol: 'TCP', port: 5432 }]);
  expect(secret.spec.data[0]).toMatchObject({ secretKey: 'master', remoteRef: { key: MASTER } });
  const other = await objectsOf('--only', 'orders-api');
  expect(other['Job'].metadata.name).not.toBe(job.metadata.name);
  expect(job.metadata.name.length).toBeLessThanOrEqual(52);
});

test('the command of the pod provisions the databases with the secrets in its folder, and prints its audit but no password', async () => {
  const { ConfigMap: map, Job: job, ExternalSecret: secret } = await objectsOf();
  const folder = testFolder();
  chmodSync(folder, 0o711);
  const server = await startEmbeddedServer({ folder: join(folder, 'server') });
  try {
    const { host, port, ca } = server.master.server;
    const pod = join(folder, 'pod');
    mkdirSync(join(pod, 'secrets'), { recursive: true });
    writeFileSync(join(pod, 'databases.json'), map.data['databases.json']);
    writeFileSync(join(folder, 'ca.pem'), ca.join('\n'));
    const { databases } = JSON.parse(map.data['databases.json']) as {
      readonly databases: readonly { readonly database: string; readonly role: string; readonly secretPath: string }[];
    };
    for (const { secretKey, remoteRef } of secret.spec.data) {
      const found = databases.find(({ secretPath }) => secretPath === remoteRef.key);
      const content =
        found === undefined
          ? { username: server.master.user, password: server.master.password }
          : { host, port, dbname: found.database, username: found.role, password: 'planted-7Zq1-password' };
      writeFileSync(join(pod, 'secrets', secretKey), JSON.stringify(content));
    }
    const work = join(folder, 'tmp');
    mkdirSync(work);
    const args = job.spec.template.spec.containers[0].args.map((arg: string) =>
      arg === '/etc/goldenpath' ? pod : arg,
    );
    const run = () => goldenpath([...args, '--ca-file', join(folder, 'ca.pem')], { cwd: work });
    const first = await run();
    expect([first.stderr, first.code]).toEqual(['', 0]);
    for (const { database, role } of databases)
      expect(first.stdout).toMatch(new RegExp(`,dev,local,local,${database},${role},create,success,`));
    expect(first.stdout).not.toContain('planted');
    expect((await run()).stdout).toContain(',verify,success,');
  } finally {
    await server.stop();
  }
});

test('a folder without a request is a clear error', async () => {
  const folder = testFolder();
  const { stderr, code } = await goldenpath(['rds', 'provision', '--env', 'dev', '--from', folder], { cwd: folder });
  expect(code).toBe(1);
  expect(stderr).toContain(`Cannot read ${join(folder, 'databases.json')}: ENOENT.`);
  expect(stderr).toContain('goldenpath rds job');
});
