import { at, objectOf } from '@goldenpath/testing/rendered/objects';
import { render } from '@goldenpath/testing/rendered/render';
import { openWritten } from '@goldenpath/testing/written-fleet';

const APP = { kind: 'stateless-app', name: 'shop', description: 'Sells things', owner: 'app-team', replicas: 2 };

async function metricsOf(autoscaling: object): Promise<unknown> {
  const { facts } = await openWritten([{ ...APP, autoscaling: { maxReplicas: 6, ...autoscaling } }]);
  const production = facts.apps[0]?.environments.find(({ environment }) => environment === 'prod');
  if (production === undefined) throw new Error('It does not run in prod.');
  return at(objectOf(render(production), 'HorizontalPodAutoscaler'), 'spec.metrics');
}

const utilisation = (name: string, averageUtilization: number) => ({
  type: 'Resource',
  resource: { name, target: { type: 'Utilization', averageUtilization } },
});

test('pods are scaled by cpu alone, unless memory has a target', async () => {
  expect(await metricsOf({})).toEqual([utilisation('cpu', 70)]);
  expect(await metricsOf({ targetCpuPercent: 55, targetMemoryPercent: 80 })).toEqual([
    utilisation('cpu', 55),
    utilisation('memory', 80),
  ]);
});
