import type { AnyPart } from '@goldenpath/extension';
import { builtInRegistry } from '@goldenpath/parts';
import { service } from '@goldenpath/testing/facts/cluster';

const object = (kind: string, name = 'shop') => ({ apiVersion: 'v1', kind, metadata: { name } });
const fileOf = (part: string, kind: string, facts: unknown = {}, name?: string) => {
  const { charts } = builtInRegistry.part(part) as AnyPart;
  return charts?.().file?.(object(kind, name), facts);
};

test('what an application is goes to the base', () => {
  expect(fileOf('workload', 'Deployment')).toEqual({ file: 'deployment.yaml', home: 'base' });
  expect(fileOf('workload', 'StatefulSet')).toEqual({ file: 'statefulset.yaml', home: 'base' });
  expect(fileOf('credentials', 'ExternalSecret')).toEqual({ file: 'externalsecret.yaml', home: 'base' });
  expect(fileOf('services', 'Service', [service('shop')])).toEqual({ file: 'service.yaml', home: 'base' });
});

test("what is an environment's goes to its overlay, as is the default", () => {
  for (const part of ['configuration', 'route', 'availability', 'autoscaling'])
    expect(fileOf(part, 'ConfigMap')).toBeUndefined();
});

test('beside a headless Service the other one is a way in', () => {
  const services = [{ ...service('shop'), headless: true }, service('shop-lb')];
  expect(fileOf('services', 'Service', services)).toEqual({ file: 'service-headless.yaml', home: 'base' });
  expect(fileOf('services', 'Service', services, 'shop-lb')).toEqual({ file: 'service.yaml', home: 'overlay' });
});
