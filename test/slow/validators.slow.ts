import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { goldenpath, run } from '../support/command';
import { ROOT } from '../support/fleet';
import { testFolder } from '../support/folders';

test('the validators that the build compiled find what Ajv finds', async () => {
  const { code, stdout, stderr } = await run(process.execPath, [join(ROOT, 'test/support/compare-validators.cjs')]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const { documents, refused, differences } = JSON.parse(stdout) as Record<string, unknown>;
  expect(differences).toEqual([]);
  expect(documents).toBeGreaterThan(100);
  expect(refused).toBeGreaterThan(100);
});

test.each(['validate', 'list', 'explain my-redis'])('%s loads neither Ajv nor cdk8s nor CDKTF', async (command) => {
  const report = join(testFolder(), 'report.cjs');
  writeFileSync(report, `process.on('exit', () => process.stderr.write(JSON.stringify(Object.keys(require.cache))));`);
  const options = { cwd: ROOT, env: { ...process.env, NODE_OPTIONS: `--require ${report}` } };
  const ended = await goldenpath(command.split(' '), options);
  expect(ended).toMatchObject({ code: 0 });
  const loaded = JSON.parse(ended.stderr) as string[];
  expect(loaded.filter((file) => /node_modules\/(ajv|cdk8s|cdk8s-plus-28|cdktf|constructs)\//.test(file))).toEqual([]);
  expect(loaded.length).toBeGreaterThan(1);
});
