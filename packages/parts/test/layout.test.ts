import type { AnyPart } from '@goldenpath/extension';
import { builtInRegistry } from '@goldenpath/parts';
import { service } from '@goldenpath/testing/facts/cluster';

const object = (kind: string, name = 'shop') => ({ apiVersion: 'v1', kind, metadata: { name } });
const fileOf = (part: string, kind: string, facts: unknown = {}, name?: string) => {
  const { charts } = builtInRegistry.part(part) as AnyPart;
  return charts?.().file?.(object(kind, name), facts);
};

test('general settings are in the base', () => {
  expect(fileOf('workload', 'Deployment')).toEqual({ file: 'deployment.yaml', home: 'base' });
  expect(fileOf('workload', 'StatefulSet')).toEqual({ file: 'statefulset.yaml', home: 'base' });
  expect(fileOf('credentials', 'ExternalSecret')).toEqual({ file: 'externalsecret.yaml', home: 'base' });
  expect(fileOf('services', 'Service', [service('shop')])).toEqual({ file: 'service.yaml', home: 'base' });
});

test('settings of an environment are in its overlay, including defaults', () => {
  for (const part of ['configuration', 'route', 'availability', 'autoscaling'])
    expect(fileOf(part, 'ConfigMap')).toBeUndefined();
});

test('next to a headless Service, the second Service is the entry point', () => {
  const services = [{ ...service('shop'), headless: true }, service('shop-lb')];
  expect(fileOf('services', 'Service', services)).toEqual({ file: 'service-headless.yaml', home: 'base' });
  expect(fileOf('services', 'Service', services, 'shop-lb')).toEqual({ file: 'service.yaml', home: 'overlay' });
});
