import { assertOutsideApps } from '../../src/synth/trees';

test('a folder that only begins alike is another one', () => {
  const beside = { roots: { manifests: '/fleet/apps-out', stacks: '/fleet/..apps' } };
  expect(() => assertOutsideApps([beside], '/fleet/apps')).not.toThrow();
});
