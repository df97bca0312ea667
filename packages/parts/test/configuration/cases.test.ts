import { complaintsAbout, openWritten, type SpecData } from '@goldenpath/testing/written-fleet';
import { render } from '@goldenpath/testing/rendered/render';
import { container, objectOf, podSpec } from '@goldenpath/testing/rendered/objects';

const APP = { kind: 'stateless-app', name: 'shop', description: 'Sells things', owner: 'app-team' };

async function objectsOf(specs: readonly SpecData[], name: unknown) {
  const { facts } = await openWritten(specs);
  const app = facts.apps.find((each) => each.name === name);
  const found = app?.environments.find(({ environment }) => environment === 'prod');
  if (found === undefined) throw new Error(`${String(name)} does not run in prod.`);
  return render(found);
}

const variablesOf = async (specs: readonly SpecData[], name: unknown) =>
  objectOf(await objectsOf(specs, name), 'ConfigMap')['data'];

test('B14: the log level is what the spec says, in the case that the program reads', async () => {
  const wizard = { ...APP, env: { LOG_LEVEL: 'INFO' } };
  expect(await variablesOf([wizard], 'shop')).toEqual({ APP_ENV: 'prod', LOG_LEVEL: 'INFO' });
});

test.each([
  ['DB_SSLMODE', 'verify-full'],
  ['OTEL_SERVICE_NAME', 'shop-eu'],
])('K6: %s can be set as well', async (name, value) => {
  const api = {
    ...APP,
    kind: 'backend-app-rds',
    database: { name: 'shop', username: 'shop_app' },
    env: { [name]: value },
  };
  expect(await variablesOf([api], 'shop')).toMatchObject({ [name]: value });
});

describe('S13: a variable with a lower-case name', () => {
  const petclinic = {
    ...APP,
    env: {
      http_proxy: 'http://proxy.internal:3128',
      spring_profiles_active: 'mysql',
      Logging__LogLevel__Default: 'Warning',
    },
  };

  test('reaches the container as it was written, beside the same name in upper case', async () => {
    const env = { ...petclinic.env, HTTP_PROXY: 'http://proxy.internal:3128' };
    expect(await variablesOf([{ ...petclinic, env }], 'shop')).toEqual({ APP_ENV: 'prod', LOG_LEVEL: 'warn', ...env });
  });

  test('is not suggested for a command of a shell', async () => {
    expect(await complaintsAbout({ ...APP, env: { AD: '$(id)' } })).toEqual([]);
    const complaints = await complaintsAbout({ ...APP, env: { http_proxy: 'x', A: '$(htp_proxy)' } });
    expect(complaints.join('\n')).toContain('did you mean `$(http_proxy)`?');
  });

  test('can be referred to', async () => {
    const env = { ...petclinic.env, JAVA_OPTS: '-Dproxy=$(http_proxy)' };
    expect(container(await objectsOf([{ ...petclinic, env }], 'shop'))['env']).toContainEqual({
      name: 'JAVA_OPTS',
      value: '-Dproxy=$(http_proxy)',
    });
  });

  test('replaces an address of an application that this one calls', async () => {
    const search = { kind: 'stateless-app', name: 'search', description: 'Finds', owner: 'app-team' };
    const env = { SEARCH_URL: 'http://$(SEARCH_HOST):$(SEARCH_PORT)/v1' };
    const objects = await objectsOf([{ ...APP, uses: ['search'], env }, search], 'shop');
    expect(container(objects)['env']).toContainEqual({ name: 'SEARCH_URL', value: env.SEARCH_URL });
    expect(objectOf(objects, 'ConfigMap')['data']).toMatchObject({ SEARCH_PORT: '80' });
    expect(objectOf(objects, 'ConfigMap')['data']).not.toHaveProperty('SEARCH_URL');
  });

  test('can have the name of a method of JavaScript objects', async () => {
    const env = { constructor: 'a', hasOwnProperty: 'b', toString: '$(valueOf)', valueOf: 'c' };
    const objects = await objectsOf([{ ...APP, env }], 'shop');
    expect(objectOf(objects, 'ConfigMap')['data']).toEqual({
      APP_ENV: 'prod',
      LOG_LEVEL: 'warn',
      constructor: 'a',
      hasOwnProperty: 'b',
      valueOf: 'c',
    });
    expect(container(objects)['env']).toContainEqual({ name: 'toString', value: '$(valueOf)' });
  });

  test.each(['__proto__', 'a-b', 'spring.profiles.active', '1st', 'a=b', 'a b', '$(x)', 'ключ', 'a\nB=c', ''])(
    'is refused if it is %j',
    async (name) => {
      const env = Object.fromEntries([[name, 'x']]);
      expect((await complaintsAbout({ ...APP, env })).join('\n')).toContain('bad-name: ');
    },
  );

  test.each(['app_env', 'App_Env', 'db_host', 'log_level'])(
    'is refused if it differs only in its case from a variable of the platform: %s',
    async (name) => {
      const database = { name: 'shop', username: 'shop_app' };
      const complaints = await complaintsAbout({ ...APP, kind: 'backend-app-rds', database, env: { [name]: 'x' } });
      expect(complaints.join('\n')).toContain(`variable-taken: \`${name}\` differs only in its case from`);
    },
  );

  test.each(['db_password', 'apiKey', 'ConnectionStrings__Password', 'sessionToken'])(
    'is refused if it says that its value is a secret: %s',
    async (name) => {
      const complaints = await complaintsAbout({ ...APP, env: { [name]: 'hunter2hunter2' } });
      expect(complaints.join('\n')).toContain('secret-in-plain-text: ');
    },
  );
});

describe('B16: a Redis that is called just that', () => {
  const redis = {
    kind: 'stateful-app',
    name: 'redis',
    description: 'A Redis that is called just that',
    owner: 'app-team',
    image: 'bitnami/redis:6.0.5',
    port: 6379,
    runAsUser: 1001,
    ingress: false,
    storage: { size: '1Gi', mountPath: '/bitnami/redis/data' },
  };
  const shop = { ...APP, uses: ['redis'] };

  test('gets no variables of Services, such as REDIS_PORT', async () => {
    const objects = await objectsOf([redis, shop], 'redis');
    expect(podSpec(objects)['enableServiceLinks']).toBe(false);
    expect(Object.keys(objectOf(objects, 'ConfigMap')['data'] as object)).toEqual(['APP_ENV', 'LOG_LEVEL']);
  });

  test('B16b: its caller gets the number of the port', async () => {
    const objects = await objectsOf([redis, shop], 'shop');
    expect(podSpec(objects)['enableServiceLinks']).toBe(false);
    expect(objectOf(objects, 'ConfigMap')['data']).toMatchObject({
      REDIS_HOST: 'redis.apps.svc.cluster.local',
      REDIS_PORT: '6379',
    });
  });
});

test('S02d: a variable under another name has the value of the variable that it refers to', async () => {
  const api = {
    ...APP,
    kind: 'backend-app-rds',
    database: { name: 'alerts', username: 'alerts_app' },
    env: { JAVA_OPTS: '-Xmx512m', SERVER_PORT: '8080', DB_SSL_MODE: 'verify-full', DB_SERVER: '$(DB_HOST)' },
  };
  const objects = await objectsOf([api], 'shop');
  expect(container(objects)['env']).toEqual([{ name: 'DB_SERVER', value: '$(DB_HOST)' }]);
  expect(objectOf(objects, 'ConfigMap')['data']).not.toHaveProperty('DB_SERVER');
  // Kubernetes expands an entry of `env` from the sources in `envFrom`.
  expect(container(objects)['envFrom']).toContainEqual({ secretRef: { name: 'shop-db-creds' } });
});

describe('S02b: a variable whose name looks like a secret', () => {
  test('is accepted where its value is a switch, or its name says that it is public', async () => {
    const env = { HMPPS_SQS_USE_WEB_TOKEN: 'true', NEXT_PUBLIC_POSTHOG_API_KEY: 'phc_public' };
    expect(await complaintsAbout({ ...APP, env })).toEqual([]);
  });

  test('is refused otherwise, unless the spec accepts it with a reason', async () => {
    const env = { SANDBOX_API_KEY: 'not-a-secret' };
    expect(await complaintsAbout({ ...APP, env })).toEqual([
      'secret-in-plain-text: `SANDBOX_API_KEY` holds the value of a secret.',
    ]);
    const accept = [{ rule: 'plain-secret', reason: 'The issuer publishes this key' }];
    expect(await complaintsAbout({ ...APP, env, accept })).toEqual([]);
  });
});
