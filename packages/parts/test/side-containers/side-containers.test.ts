import { at, identities, objectOf } from '@goldenpath/testing/rendered/objects';
import { render } from '@goldenpath/testing/rendered/render';
import { complaintsAbout, openWritten, type SpecData } from '@goldenpath/testing/written-fleet';

const SHOP = { kind: 'stateless-app', name: 'shop', description: 'Sells things', owner: 'app-team' };
const PROXY = { image: 'quay.io/oauth2-proxy/oauth2-proxy:v7.6.0', args: ['--upstream=http://127.0.0.1:8080'] };
const WAIT = { command: ['node', 'wait-for.js'] };

async function objectsOf(spec: SpecData, environment = 'prod') {
  const { facts } = await openWritten([{ ...SHOP, ...spec }]);
  const of = facts.apps[0]?.environments.find((each) => each.environment === environment);
  if (of === undefined) throw new Error(`There is no ${environment}.`);
  return render(of);
}

type Objects = Awaited<ReturnType<typeof objectsOf>>;

const podsOf = (objects: Objects, kind = 'Deployment', name = 'shop') =>
  at(
    objectOf(objects, kind, name),
    kind === 'CronJob' ? 'spec.jobTemplate.spec.template.spec' : 'spec.template.spec',
  ) as object;

const namesOf = (pods: object) => ((at(pods, 'initContainers') ?? []) as { name: string }[]).map(({ name }) => name);

describe('containers beside that of the application', () => {
  test('start in the order in which they are written: sidecars first, unless one comes after the init containers', async () => {
    const objects = await objectsOf({
      sidecars: { zebra: PROXY, reader: { ...PROXY, afterInitContainers: true }, ant: PROXY },
      initContainers: { wait: WAIT, copy: { command: ['cp', '-r', '/a', '/tmp'] } },
    });
    expect(namesOf(podsOf(objects))).toEqual(['zebra', 'ant', 'wait', 'copy', 'reader']);
    const kinds = at(podsOf(objects), 'initContainers') as { restartPolicy?: string }[];
    expect(kinds.map(({ restartPolicy }) => restartPolicy)).toEqual([
      'Always',
      'Always',
      undefined,
      undefined,
      'Always',
    ]);
  });

  test('are as restricted as the application, and each has a /tmp of its own', async () => {
    const objects = await objectsOf({
      sidecars: { proxy: { ...PROXY, runAsUser: 65532 } },
      initContainers: { wait: WAIT },
    });
    const [proxy, wait] = at(podsOf(objects), 'initContainers') as object[];
    for (const container of [proxy, wait]) {
      expect(at(container, 'securityContext')).toMatchObject({
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        readOnlyRootFilesystem: true,
      });
      expect(at(container, 'resources.limits.memory')).toBe('256Mi');
    }
    expect(at(proxy, 'securityContext.runAsUser')).toBe(65532);
    expect(at(wait, 'securityContext.runAsUser')).toBe(10001);
    expect(at(proxy, 'volumeMounts')).toEqual([{ name: 'tmp-proxy', mountPath: '/tmp' }]);
    expect(at(podsOf(objects), 'volumes')).toEqual(
      expect.arrayContaining([
        { name: 'tmp-proxy', emptyDir: { sizeLimit: '256Mi' } },
        { name: 'tmp-wait', emptyDir: { sizeLimit: '256Mi' } },
      ]),
    );
  });

  test('with the image of the application see its variables and secrets, and others see nothing', async () => {
    const objects = await objectsOf({
      env: { COLOUR: 'red' },
      secrets: { API_KEY: {} },
      sidecars: { proxy: { ...PROXY, env: { MODE: 'strict' } }, plain: { ...PROXY, inherit: 'configuration' } },
      initContainers: { wait: WAIT },
    });
    const pods = podsOf(objects);
    const [proxy, plain, wait] = at(pods, 'initContainers') as object[];
    expect(at(proxy, 'envFrom')).toBeUndefined();
    expect(at(proxy, 'env')).toEqual([{ name: 'MODE', value: 'strict' }]);
    expect(at(plain, 'envFrom')).toEqual([{ configMapRef: { name: 'shop-config' } }]);
    expect(at(wait, 'envFrom')).toEqual(at(pods, 'containers.0.envFrom'));
    expect(JSON.stringify(at(wait, 'envFrom'))).toContain('secretRef');
    expect(at(wait, 'image')).toBe(at(pods, 'containers.0.image'));
  });

  test('share the folders of the application that they name', async () => {
    const objects = await objectsOf({
      volumes: { emptyDirs: { assets: { mountPath: '/assets' }, cache: { mountPath: '/var/cache/app' } } },
      initContainers: { copy: { command: ['cp', '-r', '/app/static', '/assets'], mounts: ['assets'] } },
    });
    const [copy] = at(podsOf(objects), 'initContainers') as object[];
    const shared = { name: 'empty-dir-assets', mountPath: '/assets' };
    expect(at(copy, 'volumeMounts')).toEqual([{ name: 'tmp-copy', mountPath: '/tmp' }, shared]);
    expect(at(podsOf(objects), 'containers.0.volumeMounts')).toContainEqual(shared);
  });

  test('are in the pods that name them', async () => {
    const objects = await objectsOf({
      migration: { command: ['node', 'migrate.js'] },
      processes: { worker: { command: ['node', 'worker.js'] } },
      sidecars: { sql: { ...PROXY, processes: ['main', 'worker', 'migration'] }, auth: PROXY },
    });
    expect(namesOf(podsOf(objects))).toEqual(['sql', 'auth']);
    expect(namesOf(podsOf(objects, 'Deployment', 'shop-worker'))).toEqual(['sql']);
    expect(namesOf(podsOf(objects, 'Job', 'shop-migration'))).toEqual(['sql']);
  });

  test('of a job do not keep it from ending', async () => {
    const job = { kind: 'scheduled-job', schedule: '0 4 * * *', sidecars: { sql: PROXY } };
    const pods = podsOf(await objectsOf(job), 'CronJob');
    expect(at(pods, 'containers')).toHaveLength(1);
    expect(at(pods, 'initContainers')).toMatchObject([{ name: 'sql', restartPolicy: 'Always' }]);
  });

  test('differ by environment', async () => {
    const spec = { sidecars: { proxy: PROXY }, overrides: { dev: { sidecars: { proxy: { args: ['--dev'] } } } } };
    expect(at(podsOf(await objectsOf(spec, 'dev')), 'initContainers.0.args')).toEqual(['--dev']);
    expect(at(podsOf(await objectsOf(spec)), 'initContainers.0.args')).toEqual(PROXY.args);
  });
});

describe('a proxy in front of the application', () => {
  const AUTH = { sidecars: { auth: { ...PROXY, ports: [{ name: 'auth', port: 4180 }] } }, route: { port: 'auth' } };

  test('is what the route leads to, through the Service', async () => {
    const objects = await objectsOf(AUTH);
    expect(at(objectOf(objects, 'Service', 'shop'), 'spec.ports')).toMatchObject([
      { name: 'http', port: 80, targetPort: 8080 },
      { name: 'auth', port: 4180, targetPort: 4180 },
    ]);
    expect(at(objectOf(objects, 'Ingress', 'shop'), 'spec.rules.0.http.paths.0.backend.service.port.number')).toBe(
      4180,
    );
  });

  test('starts before the application, and is checked by a connection', async () => {
    const [auth] = at(podsOf(await objectsOf(AUTH)), 'initContainers') as object[];
    expect(auth).toMatchObject({ startupProbe: { tcpSocket: { port: 'auth' } }, livenessProbe: { tcpSocket: {} } });
  });

  test('leaves the load of the application to the autoscaler', async () => {
    const scaled = await objectsOf({ ...AUTH, autoscaling: { maxReplicas: 5 } });
    expect(at(objectOf(scaled, 'HorizontalPodAutoscaler', 'shop'), 'spec.metrics')).toMatchObject([
      { type: 'ContainerResource', containerResource: { name: 'cpu', container: 'shop' } },
    ]);
    const alone = await objectsOf({ autoscaling: { maxReplicas: 5 } });
    expect(at(objectOf(alone, 'HorizontalPodAutoscaler', 'shop'), 'spec.metrics')).toMatchObject([
      { type: 'Resource' },
    ]);
  });

  test('of a worker opens no Service', async () => {
    const { route: _, ...sidecars } = AUTH;
    expect(identities(await objectsOf({ ...sidecars, ports: [] }))).not.toContain('Service shop');
  });
});

describe('what is refused', () => {
  const cases: [string, SpecData, string[]][] = [
    [
      'an init container that would be the application again',
      { initContainers: { wait: {} } },
      [
        'container-without-command: "wait" would run the program of the application again: it has no `image`, `command` or `args`.',
      ],
    ],
    [
      'the image of the application under its plain name',
      { sidecars: { proxy: { image: 'shop:1.0' } } },
      ['image-of-application: The image "shop" is that of the application, whose tag releases set.'],
    ],
    [
      'a moving image',
      { sidecars: { proxy: { image: 'redis:latest' } } },
      ['image-without-version: "redis:latest" has a mutable tag.'],
    ],
    [
      'pods that the application does not have',
      { sidecars: { proxy: { ...PROXY, processes: ['wroker'] } }, processes: { worker: { command: ['a'] } } },
      ['container-without-pods: The application has no pods "wroker".'],
    ],
    [
      'a name twice',
      { sidecars: { a: PROXY }, initContainers: { a: WAIT } },
      ['container-name-taken: Another container of the pods has the name "a".'],
    ],
    [
      'a port of the application',
      { sidecars: { a: { ...PROXY, ports: [{ name: 'auth', port: 8080 }] } } },
      ['port-twice: 8080 is also the port "http".'],
    ],
    [
      'a password among the variables',
      { sidecars: { a: { ...PROXY, env: { PASSWORD: 'hunter22' } } } },
      ['secret-in-plain-text: `PASSWORD` holds the value of a secret.'],
    ],
    [
      'an override of nothing',
      { sidecars: { proxy: PROXY }, overrides: { prod: { sidecars: { prxy: { args: [] } } } } },
      ['unknown-container: There is no entry "prxy" of `sidecars` to override.'],
    ],
  ];

  test.each(cases)('%s', async (_, spec, expected) => {
    expect(await complaintsAbout({ ...SHOP, ...spec })).toEqual(expected);
  });
});
