import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { summaryOf } from '@goldenpath/model';
import { builtInRegistry } from '@goldenpath/parts';
import { openFleet } from '@goldenpath/testing/fleet';
import { sealedSecret } from '@goldenpath/testing/sealed';
import { openWritten, type SpecData, writtenFleet } from '@goldenpath/testing/written-fleet';
import { render } from '@goldenpath/testing/rendered/render';
import { at, container, identities, objectOf, podSpec } from '@goldenpath/testing/rendered/objects';

const APP = { kind: 'stateless-app', name: 'shop', description: 'Sells things', owner: 'app-team' };

async function objectsOf(spec: SpecData, environment = 'prod') {
  const { facts } = await openWritten([spec]);
  const found = facts.apps[0]?.environments.find((each) => each.environment === environment);
  if (found === undefined) throw new Error(`It does not run in ${environment}.`);
  return render(found);
}

const keysOf = (objects: Awaited<ReturnType<typeof objectsOf>>, name: string) => {
  const found = objects.find(({ kind, metadata }) => kind === 'ExternalSecret' && metadata.name === name);
  return (at(found, 'spec.data') as object[]).map((entry) => [
    at(entry, 'secretKey'),
    at(entry, 'remoteRef.key'),
    at(entry, 'remoteRef.property'),
  ]);
};

describe('S01: a web front end with a session key and the secret of an API client', () => {
  const spec = {
    ...APP,
    secrets: {
      SESSION_SECRET: {},
      API_CLIENT_SECRET: { name: 'rewards-ui/api', key: 'client_secret' },
      API_CLIENT_ID: { name: 'rewards-ui/{environment}/api', key: 'client.id' },
    },
    overrides: { dev: { secrets: { API_CLIENT_SECRET: { name: 'sandbox/api' } } } },
  };

  test('gets each from the store, by the names of its environment', async () => {
    expect(keysOf(await objectsOf(spec), 'shop-secrets')).toEqual([
      ['API_CLIENT_ID', 'rewards-ui/prod/api', 'client.id'],
      ['API_CLIENT_SECRET', 'rewards-ui/api', 'client_secret'],
      ['SESSION_SECRET', 'goldenpath/prod/shop/secrets/session_secret', undefined],
    ]);
    expect(keysOf(await objectsOf(spec, 'dev'), 'shop-secrets')).toContainEqual([
      'API_CLIENT_SECRET',
      'sandbox/api',
      undefined,
    ]);
  });

  test('reads them as variables after the configuration: secrets win', async () => {
    expect(container(await objectsOf(spec))['envFrom']).toEqual([
      { configMapRef: { name: 'shop-config' } },
      { secretRef: { name: 'shop-secrets' } },
    ]);
  });

  test('is synchronised like the credentials of a database', async () => {
    expect(objectOf(await objectsOf(spec), 'ExternalSecret')).toMatchObject({
      apiVersion: 'external-secrets.io/v1',
      metadata: { annotations: { 'argocd.argoproj.io/sync-wave': '-1' } },
      spec: {
        refreshInterval: '1h',
        secretStoreRef: { name: 'aws-secrets-manager', kind: 'ClusterSecretStore' },
        target: { name: 'shop-secrets', creationPolicy: 'Owner', deletionPolicy: 'Retain' },
      },
    });
  });

  test('has new pods when a secret is added or removed', async () => {
    const checksum = async (secrets: object) => {
      const deployment = objectOf(await objectsOf({ ...spec, secrets }), 'Deployment');
      const annotations = at(deployment, 'spec.template.metadata.annotations');
      return (annotations as Record<string, string>)['goldenpath.io/secrets-checksum'];
    };
    const { SESSION_SECRET: _removed, ...rest } = spec.secrets;
    expect(await checksum(rest)).toMatch(/^[0-9a-f]{16}$/);
    expect(await checksum(rest)).not.toBe(await checksum(spec.secrets));
  });
});

test('B25: PostgreSQL in the cluster has a password of its own', async () => {
  const objects = await objectsOf({
    ...APP,
    kind: 'stateful-app',
    image: 'postgres:17.10',
    port: 5432,
    runAsUser: 999,
    ingress: false,
    storage: { size: '5Gi', mountPath: '/var/lib/postgresql/data' },
    env: { PGDATA: '/var/lib/postgresql/data/pgdata' },
    secrets: { POSTGRES_PASSWORD: {} },
  });
  expect(keysOf(objects, 'shop-secrets')).toEqual([
    ['POSTGRES_PASSWORD', 'goldenpath/prod/shop/secrets/postgres_password', undefined],
  ]);
  expect(container(objects)['envFrom']).toContainEqual({ secretRef: { name: 'shop-secrets' } });
});

describe('a secret as a file', () => {
  const secrets = {
    TLS_CERTIFICATE: { name: 'partner/tls', key: 'certificate', mountPath: '/etc/partner/tls.crt' },
    TLS_KEY: { name: 'partner/tls', key: 'key', mountPath: '/etc/partner/tls.key' },
    CA_BUNDLE: { name: 'ca', mountPath: '/etc/authorities/ca.pem' },
  };
  const volume = (name: string, items: object[]) => ({
    name,
    secret: { secretName: 'shop-secret-files', defaultMode: 0o440, items },
  });

  test('is in a read-only folder, which the group of the pod can read', async () => {
    const pod = podSpec(await objectsOf({ ...APP, secrets }));
    expect(pod['volumes']).toEqual(
      expect.arrayContaining([
        volume('secret-files-1', [{ key: 'CA_BUNDLE', path: 'ca.pem' }]),
        volume('secret-files-2', [
          { key: 'TLS_CERTIFICATE', path: 'tls.crt' },
          { key: 'TLS_KEY', path: 'tls.key' },
        ]),
      ]),
    );
    expect(pod['securityContext']).toMatchObject({ fsGroup: 10001 });
  });

  test('can be read by the user of processes, of the migration and of jobs', async () => {
    const objects = await objectsOf({
      ...APP,
      runAsUser: 2000,
      secrets,
      migration: { command: ['migrate'] },
      processes: { worker: { command: ['work'] } },
    });
    const names = [
      ['Deployment', 'shop'],
      ['Deployment', 'shop-worker'],
      ['Job', 'shop-migration'],
    ] as const;
    for (const [kind, name] of names) {
      const pod = at(objectOf(objects, kind, name), 'spec.template.spec') as Record<string, unknown>;
      expect(pod['volumes']).toContainEqual(volume('secret-files-1', [{ key: 'CA_BUNDLE', path: 'ca.pem' }]));
      expect(pod['securityContext']).toMatchObject({ runAsUser: 2000, fsGroup: 2000 });
    }
    const job = await objectsOf({ ...APP, kind: 'scheduled-job', schedule: '@daily', secrets });
    const ofJob = at(objectOf(job, 'CronJob'), 'spec.jobTemplate.spec.template.spec');
    expect(at(ofJob, 'securityContext')).toMatchObject({ runAsUser: 10001, fsGroup: 10001 });
  });

  test('is mounted as a folder, so that Kubernetes replaces it, and is no variable', async () => {
    const objects = await objectsOf({ ...APP, secrets });
    expect(container(objects)['volumeMounts']).toEqual(
      expect.arrayContaining([
        { name: 'secret-files-1', mountPath: '/etc/authorities', readOnly: true },
        { name: 'secret-files-2', mountPath: '/etc/partner', readOnly: true },
      ]),
    );
    expect(container(objects)['envFrom']).toEqual([{ configMapRef: { name: 'shop-config' } }]);
    expect(identities(objects)).toContain('ExternalSecret shop-secret-files');
    expect(identities(objects)).not.toContain('ExternalSecret shop-secrets');
  });
});

test('Reloader restarts the pods for every Secret that they read', async () => {
  const { facts } = await openWritten([
    { ...APP, kind: 'backend-app-rds', database: { name: 'shop', username: 'shop_app' }, secrets: { SESSION_KEY: {} } },
  ]);
  const inProd = facts.apps[0]?.environments.find(({ environment }) => environment === 'prod');
  if (inProd?.credentials === undefined || inProd.secrets === undefined) throw new Error('It has no secrets.');
  const objects = render({
    ...inProd,
    credentials: { ...inProd.credentials, reloads: true },
    secrets: { ...inProd.secrets, reloads: true },
  });
  expect(objectOf(objects, 'Deployment').metadata.annotations).toEqual({
    'secret.reloader.stakater.com/reload': 'shop-db-creds,shop-secrets',
  });
});

test('an application without secrets has nothing of them', async () => {
  expect(JSON.stringify(await objectsOf(APP))).not.toMatch(/secrets-checksum|ExternalSecret/);
});

describe('sealed secrets', () => {
  const platform = (written: string) =>
    written.replace(/^secretStore:\n(?: .*\n)+/m, 'secretStore: { type: sealed-secrets }\n');
  const spec = { ...APP, secrets: { SESSION_KEY: {}, TLS_KEY: { mountPath: '/etc/tls/key' } } };

  async function open(sealed: Readonly<Record<string, object>>) {
    const root = writtenFleet([spec]);
    const file = join(root, 'platform.yaml');
    writeFileSync(file, platform(readFileSync(file, 'utf8')));
    for (const [name, object] of Object.entries(sealed)) {
      mkdirSync(join(root, 'apps/shop/sealed/prod'), { recursive: true });
      writeFileSync(join(root, 'apps/shop/sealed/prod', `${name}.yaml`), JSON.stringify(object));
    }
    const { facts } = await openFleet(root);
    const inProd = facts.apps[0]?.environments.find(({ environment }) => environment === 'prod');
    if (inProd === undefined) throw new Error('It does not run in prod.');
    return { inProd, objects: render(inProd) };
  }

  test('give the pods the same variables and files, and no stack makes a secret', async () => {
    const { inProd, objects } = await open({
      'shop-secrets': sealedSecret('shop-secrets', 'apps', ['SESSION_KEY']),
      'shop-secret-files': sealedSecret('shop-secret-files', 'apps', ['TLS_KEY']),
    });
    expect(identities(objects)).toEqual(
      expect.arrayContaining(['SealedSecret shop-secrets', 'SealedSecret shop-secret-files']),
    );
    expect(container(objects)['envFrom']).toContainEqual({ secretRef: { name: 'shop-secrets' } });
    expect(inProd.stack).toBeUndefined();
  });

  test('are to be sealed first', async () => {
    const { inProd } = await open({});
    expect(summaryOf(inProd, 'stateless-app', builtInRegistry).notes).toEqual([
      expect.objectContaining({ key: 'todo', text: expect.stringContaining('The Secret shop-secrets is not sealed') }),
      expect.objectContaining({ key: 'todo', text: expect.stringContaining('The Secret shop-secret-files is not') }),
    ]);
  });

  test('must have the keys that the pods read', async () => {
    const wrong = { 'shop-secrets': sealedSecret('shop-secrets', 'apps', ['OTHER_KEY']) };
    await expect(open(wrong)).rejects.toThrow('SESSION_KEY is missing.');
  });
});
