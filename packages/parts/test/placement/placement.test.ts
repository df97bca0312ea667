import { render } from '@goldenpath/testing/rendered/render';
import { stateful, stateless } from '@goldenpath/testing/facts/cluster';
import { podSpec } from '@goldenpath/testing/rendered/objects';

const placement = {
  nodeSelector: { role: 'workloads' },
  tolerations: [{ key: 'dedicated', value: 'apps', effect: 'NoSchedule' as const }, { key: 'spot' }],
};

test('without nodes in the platform file, pods run on any node', () => {
  expect(podSpec(render(stateless('app', 'prod')))).not.toHaveProperty('nodeSelector');
  expect(podSpec(render(stateless('app', 'prod')))).not.toHaveProperty('tolerations');
});

test.each([
  ['a Deployment', stateless],
  ['a StatefulSet', stateful],
])('the pods of %s run on the nodes of applications, and tolerate their taints', (_controller, make) => {
  const spec = podSpec(render(make('app', 'prod', { placement })));
  expect(spec['nodeSelector']).toEqual({ role: 'workloads' });
  expect(spec['tolerations']).toEqual([
    { key: 'dedicated', operator: 'Equal', value: 'apps', effect: 'NoSchedule' },
    { key: 'spot', operator: 'Exists' },
  ]);
});
