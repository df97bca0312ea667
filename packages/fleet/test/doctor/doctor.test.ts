import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openFleet } from '@goldenpath/fleet';
import { ROOT } from '@goldenpath/testing/fleet';
import { testFolder } from '@goldenpath/testing/folders';
import { diagnose, of } from './support';

test('a platform with everything is healthy, and nothing is changed', async () => {
  const { asked, checks, isHealthy } = await diagnose();
  expect(checks.filter(({ status }) => status !== 'ok')).toEqual([]);
  expect(isHealthy).toBe(true);
  expect(checks.length).toBeGreaterThan(30);
  const verbs = asked.filter((line) =>
    /\b(create|put|delete|set|apply|patch)\b|--method|-X |get-secret-value/.test(line),
  );
  expect(verbs).toEqual([]);
});

describe('a tool', () => {
  test.each([
    ['that is too old', { 'terraform version': 'Terraform v1.9.8' }, 'terraform', 'wrong', 'version 1.9.8 is too old'],
    ['that is not there', { 'gh --version': { code: null } }, 'gh', 'missing', 'it is not on the PATH'],
    ['that is optional', { 'kubectl version --client': { code: null } }, 'kubectl', 'skipped', 'it is not on the PATH'],
  ] as const)('%s', async (_what, changes, name, status, detail) => {
    const diagnosis = await diagnose(changes, ['tools']);
    expect(of(diagnosis, name)).toMatchObject({ status, detail });
    expect(diagnosis.isHealthy).toBe(status === 'skipped');
  });

  test('OpenTofu serves as Terraform', async () => {
    const answers = { 'terraform version': { code: null }, 'tofu version': 'OpenTofu v1.11.0' };
    expect(of(await diagnose(answers, ['tools']), 'tofu').status).toBe('ok');
  });
});

describe('in a cluster', () => {
  test.each([
    'namespace apps',
    'storageclass gp3',
    'clustersecretstore.external-secrets.io aws-secrets-manager',
    'clusterissuer.cert-manager.io letsencrypt-prod',
    'ingressclass kong',
  ])('%s is missing', async (name) => {
    const answers = { [`kubectl --kubeconfig kube get ${name}`]: { code: 1, stderr: 'Error from server (NotFound)' } };
    const found = of(await diagnose(answers, ['cluster']), name);
    expect(found).toMatchObject({ status: 'missing' });
    expect(found.remedy).toBeDefined();
  });

  test('the driver of EFS is checked where the platform names a file system', async () => {
    const shared = (text: string) => text.replace('\nkubernetes:\n', '\nkubernetes:\n  sharedStorageClass: efs-sc\n');
    const withFileSystem = (text: string) =>
      shared(text).replace('    cluster:\n', '    cluster:\n      sharedFileSystem: fs-0a1b2c3d\n');
    const names = async (edit: (text: string) => string) =>
      (await diagnose({}, ['cluster'], edit)).checks.map((check) => check.name);
    expect(await names(withFileSystem)).toEqual(
      expect.arrayContaining(['csidriver efs.csi.aws.com', 'storageclass efs-sc']),
    );
    const without = await names(shared);
    expect(without).toContain('storageclass efs-sc');
    expect(without).not.toContain('csidriver efs.csi.aws.com');
  });

  test('a type that the cluster does not have is missing', async () => {
    const line = 'kubectl --kubeconfig kube get clustersecretstore';
    const answers = {
      [line]: { code: 1, stderr: 'error: the server doesn\'t have a resource type "clustersecretstore"' },
    };
    const name = 'clustersecretstore.external-secrets.io aws-secrets-manager';
    expect(of(await diagnose(answers, ['cluster']), name).status).toBe('missing');
  });
});

test('what a program prints of a credential is not shown', async () => {
  const bin = testFolder();
  const token = 'ghp_abcdefghijklmnopqrstuvwxyz0123456789';
  writeFileSync(join(bin, 'gh'), `#!/bin/sh\necho "bad token $GH_TOKEN" >&2\nexit 1\n`);
  chmodSync(join(bin, 'gh'), 0o755);
  const fleet = openFleet({ cwd: ROOT, env: { PATH: `${bin}:/usr/bin:/bin`, GH_TOKEN: token } });
  const diagnosis = await fleet.doctor({ areas: ['github'] });
  fleet.close();
  expect(of(diagnosis, 'organisation').detail).toContain('bad token');
  expect(JSON.stringify(diagnosis)).not.toContain(token);
});
