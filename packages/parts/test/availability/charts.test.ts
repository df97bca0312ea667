import { render } from '@goldenpath/testing/rendered/render';
import { stateless, workload } from '@goldenpath/testing/facts/cluster';
import { at, identities, objectOf, podSpec } from '@goldenpath/testing/rendered/objects';

const single = render(stateless('app', 'prod'));
const several = render(stateless('app', 'prod', { availability: { maxUnavailable: 1 } }));
const { replicas: _, ...unnumbered } = workload('app');
const scaled = render(
  stateless('app', 'prod', {
    workload: unnumbered,
    availability: { maxUnavailable: 1 },
    autoscaling: { target: { kind: 'Deployment', name: 'app' }, minReplicas: 2, maxReplicas: 6, targetCpuPercent: 70 },
  }),
);

test('one pod is neither spread nor protected from a drain', () => {
  expect(identities(single)).not.toContain('PodDisruptionBudget app');
  expect(podSpec(single)).not.toHaveProperty('topologySpreadConstraints');
});

test('several pods are not drained all at once', () => {
  expect(objectOf(several, 'PodDisruptionBudget')).toMatchObject({
    apiVersion: 'policy/v1',
    spec: { maxUnavailable: 1, selector: { matchLabels: { app: 'app' } }, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
  });
});

test('several pods are spread over zones and nodes, as far as there is room', () => {
  const over = (topologyKey: string) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: { app: 'app' } },
  });
  expect(podSpec(several)['topologySpreadConstraints']).toEqual([
    over('topology.kubernetes.io/zone'),
    over('kubernetes.io/hostname'),
  ]);
});

test('an autoscaler decides the number of pods by their cpu', () => {
  expect(objectOf(scaled, 'HorizontalPodAutoscaler')).toMatchObject({
    apiVersion: 'autoscaling/v2',
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'app' },
      minReplicas: 2,
      maxReplicas: 6,
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } },
      ],
    },
  });
});

test('and git then says no number', () => {
  expect(at(objectOf(scaled, 'Deployment'), 'spec')).not.toHaveProperty('replicas');
});
