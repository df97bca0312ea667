import { resourceConfiguration } from '../support/written';
import { at, container, objectOf } from '@goldenpath/testing/rendered/objects';
import { render } from '@goldenpath/testing/rendered/render';
import { complaintsAbout, openWritten, type SpecData } from '@goldenpath/testing/written-fleet';

const APP = { kind: 'stateless-app', name: 'shop', description: 'Sells things', owner: 'app-team' };
const WITH_CACHE = { ...APP, caches: { sessions: {} } };

async function productionOf(spec: SpecData) {
  const { facts } = await openWritten([spec]);
  const found = facts.apps[0]?.environments.find(({ environment }) => environment === 'prod');
  if (found === undefined) throw new Error('It does not run in prod.');
  return { objects: render(found), ...resourceConfiguration(facts, 'shop') };
}

test('a cache is private and encrypted, at rest and on the way', async () => {
  const { resource } = await productionOf(WITH_CACHE);
  expect(resource['aws_elasticache_replication_group']?.['cache-sessions']).toMatchObject({
    replication_group_id: 'shop-prod-sessions',
    engine: 'valkey',
    at_rest_encryption_enabled: 'true',
    transit_encryption_enabled: true,
    transit_encryption_mode: 'required',
    num_cache_clusters: 2,
    automatic_failover_enabled: true,
    multi_az_enabled: true,
    lifecycle: { prevent_destroy: true },
  });
  expect(Object.values(resource['aws_vpc_security_group_ingress_rule'] ?? {})).toEqual([
    expect.objectContaining({ cidr_ipv4: '10.40.0.0/16', from_port: 6379, to_port: 6379, ip_protocol: 'tcp' }),
  ]);
});

test('a cache at low risk has one node', async () => {
  const { resource } = await productionOf({ ...WITH_CACHE, risk: 'low' });
  expect(resource['aws_elasticache_replication_group']?.['cache-sessions']).toMatchObject({
    num_cache_clusters: 1,
    automatic_failover_enabled: false,
    multi_az_enabled: false,
  });
});

test('user and secret get the password of one run, through arguments that no state keeps', async () => {
  const { resource } = await productionOf({ ...WITH_CACHE, caches: { sessions: { passwordVersion: 3 } } });
  const password = 'ephemeral.random_password.cache-sessions-password.result';
  expect(resource['aws_elasticache_user']?.['cache-sessions-user']).toMatchObject({
    passwords_wo: `\${${password}}`,
    passwords_wo_version: 3,
  });
  expect(resource['aws_elasticache_user']?.['cache-sessions-user']).not.toHaveProperty('passwords');
  const content = resource['aws_secretsmanager_secret_version']?.['cache-sessions-secret-content'];
  expect(content?.['secret_string_wo']).toContain(password);
  expect(content?.['lifecycle']).toEqual({ replace_triggered_by: ['terraform_data.cache-sessions-login'] });
  expect(resource['terraform_data']?.['cache-sessions-login']).toEqual({
    input: { username: 'shop-prod-sessions', password_version: 3 },
  });
});

test('the pods get a URL with TLS, and its parts', async () => {
  const { objects } = await productionOf(WITH_CACHE);
  const secret = objectOf(objects, 'ExternalSecret');
  expect(secret.metadata.name).toBe('shop-caches');
  expect(at(secret, 'spec.target.template.data.SESSIONS_CACHE_URL')).toBe(
    'rediss://{{ .SESSIONS_CACHE_USER }}:{{ .SESSIONS_CACHE_PASS }}@{{ .SESSIONS_CACHE_HOST }}:{{ .SESSIONS_CACHE_PORT }}',
  );
  expect((at(secret, 'spec.data') as object[]).map((entry) => at(entry, 'remoteRef.key'))).toEqual(
    Array.from({ length: 4 }, () => 'goldenpath/prod/shop/caches/sessions'),
  );
  expect(container(objects)['envFrom']).toContainEqual({ secretRef: { name: 'shop-caches' } });
});

test.each(['SESSIONS_CACHE_URL', 'SESSIONS_CACHE_HOST'])('%s is taken', async (variable) => {
  expect(await complaintsAbout({ ...WITH_CACHE, env: { [variable]: 'x' } })).toEqual([
    expect.stringContaining('the cache'),
  ]);
});

test('the cluster of an application with a cache opens its port, and no other cluster does', async () => {
  const portsOf = async (spec: SpecData) =>
    (await openWritten([spec])).facts.platform.clusters.map(({ environment, privatePorts }) => [
      environment,
      privatePorts,
    ]);
  expect(await portsOf({ ...WITH_CACHE, environments: ['dev', 'prod'] })).toEqual([
    ['dev', [6379]],
    ['test', undefined],
    ['staging', undefined],
    ['prod', [6379]],
  ]);
});

test('an override changes a cache and adds none', async () => {
  expect(await complaintsAbout({ ...WITH_CACHE, overrides: { prod: { caches: { sesions: {} } } } })).toEqual([
    expect.stringContaining('This application has no cache named "sesions".'),
  ]);
  const { resource } = await productionOf({
    ...WITH_CACHE,
    overrides: { prod: { caches: { sessions: { size: 'large', replicas: 3 } } } },
  });
  expect(resource['aws_elasticache_replication_group']?.['cache-sessions']).toMatchObject({
    node_type: 'cache.r7g.large',
    num_cache_clusters: 4,
  });
});

test('an id that ElastiCache would refuse is cut', async () => {
  const name = 'storefront-of-the-eastern-regions';
  const { facts } = await openWritten([{ ...WITH_CACHE, name, caches: { 'shopping-carts': {} } }]);
  const { resource } = resourceConfiguration(facts, name);
  const id = String(resource['aws_elasticache_user']?.['cache-shopping-carts-user']?.['user_id']);
  expect(id).toMatch(/^storefront-of-the-eastern-regions?[a-z-]*-[0-9a-f]{8}$|^storefront-[a-z-]+-[0-9a-f]{8}$/);
  expect(id.length).toBeLessThanOrEqual(40);
  expect(id).not.toMatch(/--|-$/);
});
