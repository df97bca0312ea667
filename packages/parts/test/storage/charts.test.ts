import { render } from '@goldenpath/testing/rendered/render';
import { stateful } from '@goldenpath/testing/facts/cluster';
import { at, container, identities, objectOf, podSpec } from '@goldenpath/testing/rendered/objects';

const objects = render(stateful('my-redis', 'dev'));
const statefulSet = objectOf(objects, 'StatefulSet');

test('is a StatefulSet, both Services, its configuration and an Ingress', () => {
  expect(identities(objects)).toEqual([
    'StatefulSet my-redis',
    'Service my-redis',
    'Service my-redis-lb',
    'ConfigMap my-redis-config',
    'Ingress my-redis',
  ]);
});

test('the pods are named through the headless Service', () => {
  expect(at(statefulSet, 'spec.serviceName')).toBe('my-redis');
  expect(objectOf(objects, 'Service', 'my-redis')['spec']).toEqual({
    type: 'ClusterIP',
    clusterIP: 'None',
    selector: { app: 'my-redis' },
    ports: [{ name: 'tcp', port: 6379, targetPort: 6379, protocol: 'TCP' }],
  });
});

test('the Ingress leads to the Service with an address, never to the headless one', () => {
  expect(objectOf(objects, 'Service', 'my-redis-lb')['spec']).toEqual({
    type: 'ClusterIP',
    selector: { app: 'my-redis' },
    ports: [{ name: 'tcp', port: 80, targetPort: 6379, protocol: 'TCP' }],
  });
  expect(at(objectOf(objects, 'Ingress'), 'spec.rules.0.http.paths.0.backend')).toEqual({
    service: { name: 'my-redis-lb', port: { number: 80 } },
  });
});

test('each pod claims its own volume, and the claim contains nothing that can change', () => {
  expect(at(statefulSet, 'spec.volumeClaimTemplates')).toEqual([
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'data' },
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: 'gp3',
        resources: { requests: { storage: '10Gi' } },
      },
    },
  ]);
});

test('claims outlive the StatefulSet, deleted or scaled down', () => {
  expect(at(statefulSet, 'spec.persistentVolumeClaimRetentionPolicy')).toEqual({
    whenDeleted: 'Retain',
    whenScaled: 'Retain',
  });
});

test('the volume is mounted, and belongs to the user that the pod runs as', () => {
  expect(container(objects)['volumeMounts']).toEqual([
    { name: 'data', mountPath: '/data' },
    { name: 'tmp', mountPath: '/tmp' },
  ]);
  expect(podSpec(objects)['securityContext']).toMatchObject({
    fsGroup: 10001,
    fsGroupChangePolicy: 'OnRootMismatch',
  });
});
