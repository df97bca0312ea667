import { render } from '@goldenpath/testing/rendered/render';
import { bare, stateless, workload } from '@goldenpath/testing/facts/cluster';
import { at, identities, objectOf } from '@goldenpath/testing/rendered/objects';

const objects = render(stateless('user-service', 'dev'));

test('is a Deployment, a Service, its configuration and an Ingress', () => {
  expect(identities(objects)).toEqual([
    'Deployment user-service',
    'Service user-service',
    'ConfigMap user-service-config',
    'Ingress user-service',
  ]);
});

test('every object is in the namespace and has all labels', () => {
  const facts = stateless('user-service', 'dev', { namespace: 'app-team-dev' });
  for (const { metadata } of render(facts)) {
    expect(metadata).toMatchObject({ namespace: 'app-team-dev', labels: facts.labels });
  }
});

test('pods have all labels, selectors have the one that never changes', () => {
  const facts = stateless('user-service', 'dev');
  const deployment = objectOf(objects, 'Deployment');
  expect(at(deployment, 'spec.template.metadata.labels')).toEqual(facts.labels);
  expect(at(deployment, 'spec.selector.matchLabels')).toEqual({ app: 'user-service' });
  expect(at(objectOf(objects, 'Service'), 'spec.selector')).toEqual({ app: 'user-service' });
});

test('the Service is a ClusterIP from 80 to the port of the application', () => {
  expect(objectOf(objects, 'Service')['spec']).toEqual({
    type: 'ClusterIP',
    selector: { app: 'user-service' },
    ports: [{ name: 'http', port: 80, targetPort: 8080, protocol: 'TCP' }],
  });
});

test('a new pod is ready before an old one goes', () => {
  expect(at(objectOf(objects, 'Deployment'), 'spec.strategy')).toEqual({
    type: 'RollingUpdate',
    rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 },
  });
});

test('the number of pods is the one asked for', () => {
  const three = render(stateless('user-service', 'dev', { workload: workload('user-service', { replicas: 3 }) }));
  expect(at(objectOf(three, 'Deployment'), 'spec.replicas')).toBe(3);
});

test('without a route there is no Ingress', () => {
  const { route: _, ...closed } = stateless('user-service', 'dev');
  expect(identities(render(closed))).not.toContain('Ingress user-service');
});

test('without a workload there is nothing', () => {
  expect(render(bare('reporting-db', 'dev'))).toEqual([]);
});
