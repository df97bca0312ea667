import { createRegistry, defineKind, definePart, type Registry } from '@goldenpath/extension';
import { resolvePlatform } from '@goldenpath/spec';
import { manifestsUnits, resolveFleet, stackUnits } from '@goldenpath/model';
import { PLATFORM } from './support/fleet';

interface Size {
  readonly size: number;
}

function registryOf(volumeIsBilled: boolean): Registry {
  const pods = definePart<Size>({ name: 'pods', description: 'Pods.', charts: () => ({}) });
  const bucket = definePart<Size>({
    name: 'bucket',
    description: 'A bucket.',
    stackScopes: ['environment'],
    facts: ({ settings }) => ({ ...settings, ...(volumeIsBilled && { billed: true }) }),
  });
  const kind = defineKind({ name: 'box', description: 'A box.', parts: ['pods', 'bucket'] });
  return createRegistry([{ parts: [pods, bucket], kinds: [kind] }]);
}

function unitsOf(settings: { pods: Size; bucket: Size }, registry = registryOf(false)) {
  const platform = resolvePlatform(PLATFORM);
  const spec = {
    kind: 'box',
    name: 'shop',
    description: 'A shop',
    owner: 'app-team',
    risk: 'low' as const,
    accept: [],
    environments: ['dev'],
    general: settings,
    settings: { dev: settings },
  };
  const facts = resolveFleet(platform, [spec], registry);
  const stack = stackUnits(facts, registry).find(({ app }) => app === 'shop');
  return { stack, manifests: manifestsUnits(facts, registry)[0] };
}

const before = unitsOf({ pods: { size: 1 }, bucket: { size: 1 } });

test('there is a stack for each environment in which a part has resources', () => {
  expect(before.stack?.stack.name).toBe('app-shop-dev');
  expect(before.stack?.environment).toBe('dev');
});

test('the same facts have the same keys', () => {
  expect(unitsOf({ pods: { size: 1 }, bucket: { size: 1 } })).toEqual(before);
});

test('a part without resources does not change the key of a stack', () => {
  const { stack, manifests } = unitsOf({ pods: { size: 2 }, bucket: { size: 1 } });
  expect(stack?.key).toBe(before.stack?.key);
  expect(manifests?.environments.get('dev')).not.toBe(before.manifests?.environments.get('dev'));
  expect(manifests?.baseKey).not.toBe(before.manifests?.baseKey);
});

test('a part without objects does not change the key of manifests', () => {
  const { stack, manifests } = unitsOf({ pods: { size: 1 }, bucket: { size: 2 } });
  expect(manifests).toEqual(before.manifests);
  expect(stack?.key).not.toBe(before.stack?.key);
});

test('facts that a part adds change the key of its stack', () => {
  const { stack } = unitsOf({ pods: { size: 1 }, bucket: { size: 1 } }, registryOf(true));
  expect(stack?.key).not.toBe(before.stack?.key);
});
