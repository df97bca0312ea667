import { load } from 'js-yaml';
import { exampleFleet, look, type SynthesisedFleet } from '@goldenpath/testing/example-fleet';
import { leaves, seedTable } from '@goldenpath/testing/seed-lines';
import { openWritten } from '@goldenpath/testing/written-fleet';
import { DIAGRAM_PODS, ENVIRONMENTS, HEADLESS, LOAD_BALANCER, STATEFUL_SET } from './seed-001';

// Seed 001, "How It Works: Stateful App Request Flow": its manifests, its drawing and its environments. Its request is in
// seed-001.test.ts.

let fleet: SynthesisedFleet;
beforeAll(async () => {
  fleet = await exampleFleet();
});

const statefulSet = (environment = 'dev') => fleet.object('my-redis', environment, 'StatefulSet');

/** The same application, built instead of taken from upstream. */
const BUILT = {
  kind: 'stateful-app',
  name: 'my-redis',
  description: 'Session cache for user service',
  owner: 'platform-team',
  storage: { size: '10Gi', mountPath: '/data' },
};

describe('Key Manifests Explained', () => {
  /** Where the contract settles the seed's text otherwise. */
  const CORRECTED = ['spec.template.spec.containers.0.image'];
  const fields = (text: string) =>
    leaves(load(text))
      .map(({ path, value }) => ({ path, name: path.join('.'), value }))
      .filter(({ name }) => !CORRECTED.includes(name));

  describe('lines 109–135: base/statefulset.yaml', () => {
    it.each(fields(STATEFUL_SET))('$name: $value', ({ path, value }) => {
      expect(fleet.manifest('my-redis', 'base/statefulset.yaml')).toHaveProperty([...path], value);
      expect(statefulSet()).toHaveProperty([...path], value);
    });

    it('line 123: image: my-redis:latest – contract 1 and 3: of an upstream image the reference, the same everywhere', () => {
      expect(statefulSet('dev')).toHaveProperty(CORRECTED[0] ?? '', 'redis:7.4');
      expect(statefulSet('prod')).toHaveProperty(CORRECTED[0] ?? '', 'redis:7.4');
    });

    it('line 123: image: my-redis:latest – contract 3: of a built one the base has the bare name, dev has `latest`', async () => {
      const built = look((await openWritten([BUILT])).facts);
      expect(built.manifest('my-redis', 'base/statefulset.yaml')).toHaveProperty(CORRECTED[0] ?? '', 'my-redis');
      expect(built.manifest('my-redis', 'overlays/dev/kustomization.yaml')).toHaveProperty('images.0', {
        name: 'my-redis',
        newName: '123456789012.dkr.ecr.eu-west-2.amazonaws.com/my-redis',
        newTag: 'latest',
      });
      expect(built.manifest('my-redis', 'overlays/prod/kustomization.yaml')).toHaveProperty(
        'images.0.newTag',
        expect.stringMatching(/^prod-[0-9a-f]{7}$/),
      );
    });
  });

  it('line 140: * `volumeClaimTemplates` creates a PVC for each pod (e.g., `data-my-redis-0`)', () => {
    expect(claimNames('dev')).toEqual(['data-my-redis-0']);
  });

  it('line 141: * PVCs are NOT deleted when StatefulSet is deleted (data protection)', () => {
    expect(statefulSet()).toHaveProperty('spec.persistentVolumeClaimRetentionPolicy', {
      whenDeleted: 'Retain',
      whenScaled: 'Retain',
    });
  });

  it('line 142: * `serviceName` must match the headless service name', () => {
    const headless = fleet.inEnvironment('my-redis', 'dev').services?.filter((service) => service.headless);
    expect(headless?.map(({ name }) => name)).toEqual(['my-redis']);
    expect(statefulSet()).toHaveProperty('spec.serviceName', 'my-redis');
  });

  describe('lines 147–157: base/service-headless.yaml', () => {
    it.each(fields(HEADLESS))('$name: $value', ({ path, value }) => {
      expect(fleet.manifest('my-redis', 'base/service-headless.yaml')).toHaveProperty([...path], value);
    });
  });

  it('line 162: * Provides stable DNS names: `my-redis-0.my-redis.apps.svc.cluster.local`', () => {
    expect(podDnsName()).toBe('my-redis-0.my-redis.apps.svc.cluster.local');
  });

  it('line 163: * Required for StatefulSet pod discovery', () => {
    const service = fleet.object('my-redis', 'dev', 'Service') as unknown as {
      spec: { selector: Record<string, string> };
    };
    expect(statefulSet()).toHaveProperty(
      'spec.template.metadata.labels',
      expect.objectContaining(service.spec.selector),
    );
    expect(statefulSet()).toHaveProperty('spec.selector.matchLabels', service.spec.selector);
  });

  it('line 164: * Enables direct pod-to-pod communication', () => {
    expect(fleet.inEnvironment('user-service', 'dev').configuration?.variables).toMatchObject({
      MY_REDIS_HOST: 'my-redis.apps.svc.cluster.local',
      MY_REDIS_PORT: '6379',
    });
  });

  describe('lines 169–179: overlays/dev/service.yaml', () => {
    it.each(fields(LOAD_BALANCER))('$name: $value', ({ path, value }) => {
      expect(fleet.manifest('my-redis', 'overlays/dev/service.yaml')).toHaveProperty([...path], value);
    });
  });

  it('line 185: * Ingress routes to this service (not headless)', () => {
    const backend = 'spec.rules.0.http.paths.0.backend.service';
    expect(fleet.object('my-redis', 'dev', 'Ingress')).toHaveProperty(backend, {
      name: 'my-redis-lb',
      port: { number: 80 },
    });
  });

  it('line 186: * Named `{component}-lb` to differentiate from headless', () => {
    expect(fleet.object('my-redis', 'dev', 'Service', 'my-redis-lb')).toHaveProperty('spec.type', 'ClusterIP');
    expect(fleet.object('my-redis', 'dev', 'Service', 'my-redis-lb')).not.toHaveProperty('spec.clusterIP');
  });
});

describe('Networking Architecture', () => {
  it('line 193: (Kong Gateway)', () => {
    expect(fleet.object('my-redis', 'dev', 'Ingress')).toHaveProperty('spec.ingressClassName', 'kong');
  });

  it('line 199: (my-redis-lb:80)', () => {
    expect(fleet.object('my-redis', 'dev', 'Service', 'my-redis-lb')).toHaveProperty('spec.ports.0.port', 80);
  });

  it('line 205: (my-redis, clusterIP: None)', () => {
    expect(fleet.object('my-redis', 'dev', 'Service')).toHaveProperty('spec.clusterIP', 'None');
  });

  it('line 206: DNS: my-redis-0.my-redis.apps.svc.cluster.local', () => {
    expect(podDnsName()).toBe('my-redis-0.my-redis.apps.svc.cluster.local');
  });

  it('lines 212–213: Pod: -0, -1, -2 with PVC: data-0, data-1, data-2 – three pods, as the example has them in prod', () => {
    expect(claimNames('prod')).toEqual(DIAGRAM_PODS.map((number) => `data-my-redis-${number}`));
  });

  it('line 219: (gp3, 10Gi)', () => {
    expect(statefulSet('dev')).toHaveProperty('spec.volumeClaimTemplates.0.spec', {
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'gp3',
      resources: { requests: { storage: '10Gi' } },
    });
  });
});

describe('Environment Configuration', () => {
  const rows = seedTable(229, ENVIRONMENTS).map(({ title, cells }) => {
    const [environment = '', , logLevel = '', tls = '', domain = ''] = cells;
    return { title, environment, logLevel, tls, host: domain.replace('{app}', 'my-redis') };
  });

  it.each(rows)('$title – contract 2: APP_ENV is the overlay’s own environment', ({ environment, logLevel }) => {
    const configuration = fleet.manifest('my-redis', `overlays/${environment}/configmap.yaml`);
    expect(configuration).toHaveProperty('data', { APP_ENV: environment, LOG_LEVEL: logLevel });
    expect(fleet.object('my-redis', environment, 'StatefulSet')).toHaveProperty(
      'spec.template.spec.containers.0.envFrom.0.configMapRef.name',
      (configuration as { metadata: { name: string } }).metadata.name,
    );
  });

  it.each(rows)('$title – TLS', ({ environment, tls, host }) => {
    const ingress = fleet.manifest('my-redis', `overlays/${environment}/ingress.yaml`);
    const annotation = ['metadata', 'annotations', 'cert-manager.io/cluster-issuer'];
    if (tls === 'No') {
      expect(ingress).not.toHaveProperty(annotation);
      expect(ingress).not.toHaveProperty('spec.tls');
    } else {
      expect(ingress).toHaveProperty(annotation, tls);
      expect(ingress).toHaveProperty('spec.tls', [{ hosts: [host], secretName: 'my-redis-tls' }]);
    }
  });

  it.each(rows)('$title – domain', ({ environment, host }) => {
    const ingress = fleet.manifest('my-redis', `overlays/${environment}/ingress.yaml`);
    expect(ingress).toHaveProperty('spec.rules.length', 1);
    expect(ingress).toHaveProperty('spec.rules.0.host', host);
  });
});

describe('Troubleshooting', () => {
  it('line 238: 1. Check if PVC is bound: `kubectl get pvc -n apps`', () => {
    expect(fleet.manifest('my-redis', 'overlays/dev/kustomization.yaml')).toHaveProperty('namespace', 'apps');
  });

  it('line 239: 2. Check StorageClass exists: `kubectl get sc gp3`', () => {
    expect(statefulSet()).toHaveProperty('spec.volumeClaimTemplates.0.spec.storageClassName', 'gp3');
  });

  it('line 252: kubectl delete statefulset my-redis -n apps', () => {
    expect(statefulSet()).toHaveProperty('metadata.name', 'my-redis');
  });

  it('line 255: kubectl delete pvc data-my-redis-0 -n apps', () => {
    expect(claimNames('dev')).toContain('data-my-redis-0');
  });
});

/** The claims that Kubernetes makes for a StatefulSet: `<template>-<StatefulSet>-<number>`. */
function claimNames(environment: string): string[] {
  const { metadata, spec } = statefulSet(environment) as unknown as {
    metadata: { name: string };
    spec: { replicas: number; volumeClaimTemplates: { metadata: { name: string } }[] };
  };
  return spec.volumeClaimTemplates.flatMap((template) =>
    Array.from({ length: spec.replicas }, (_, number) => `${template.metadata.name}-${metadata.name}-${number}`),
  );
}

/** The name of the first pod in the cluster's DNS: `<pod>.<headless Service>.<namespace>.svc.cluster.local`. */
function podDnsName(): string {
  const { metadata, spec } = statefulSet() as unknown as { metadata: { name: string }; spec: { serviceName: string } };
  const { namespace } = fleet.manifest('my-redis', 'overlays/dev/kustomization.yaml') as { namespace: string };
  return `${metadata.name}-0.${spec.serviceName}.${namespace}.svc.cluster.local`;
}
