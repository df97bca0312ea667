import { assertOutsideApps } from '../../src/synth/trees';

test('a folder whose name only has the same beginning is a different one', () => {
  const beside = { roots: { manifests: '/fleet/apps-out', stacks: '/fleet/..apps' } };
  expect(() => assertOutsideApps([beside], '/fleet/apps')).not.toThrow();
});
