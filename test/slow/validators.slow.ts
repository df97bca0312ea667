import { join } from 'node:path';
import { run } from '@goldenpath/testing/command';
import { ROOT } from '@goldenpath/testing/fleet';

test('the compiled validators find the same errors as Ajv', async () => {
  const { code, stdout, stderr } = await run(process.execPath, [
    join(ROOT, 'packages/testing/src/compare-validators.cjs'),
  ]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const { documents, refused, differences } = JSON.parse(stdout) as Record<string, unknown>;
  expect(differences).toEqual([]);
  expect(documents).toBeGreaterThan(100);
  expect(refused).toBeGreaterThan(100);
});
