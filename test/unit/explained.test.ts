import { join } from 'node:path';
import { explainApp } from '@goldenpath/model';
import { openFleet, ROOT } from '@goldenpath/testing/fleet';

test.each(['.', 'examples/services', 'test/unit/every-part'])(
  'every value of every application of %s has a source: what is written, or a default',
  async (folder) => {
    const { facts, loaded } = await openFleet(join(ROOT, folder));
    const found = facts.apps.flatMap((app) => {
      const own = loaded.apps.find(({ spec }) => spec.name === app.name);
      return own === undefined ? [] : explainApp(app, own, loaded);
    });
    expect(found.length).toBeGreaterThan(1000);
    const without = found.filter(({ value, source }) => hasValue(value) && source.because?.startsWith('not set'));
    expect(without.map(({ fact, where }) => where ?? fact)).toEqual([]);
  },
);

function hasValue(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null;
}
