import { ROOT } from '@goldenpath/testing/fleet';
import { run } from '@goldenpath/testing/command';

/** Runs code in a process that has loaded the stack generators, and returns what it prints. */
async function printed(code: string): Promise<unknown> {
  const infra = JSON.stringify(`${ROOT}/packages/infra`);
  const {
    code: status,
    stdout,
    stderr,
  } = await run(
    process.execPath,
    ['--eval', `require(${infra}); const from = require('module').createRequire(${infra} + '/package.json'); ${code}`],
    { cwd: ROOT },
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout);
}

test('the stack generators do not load archiver', async () => {
  const loaded = await printed('console.log(JSON.stringify(Object.keys(require.cache)))');
  expect(loaded).toContainEqual(expect.stringMatching(/[\\/]cdktf[\\/]lib[\\/]terraform-asset\.js$/));
  expect(loaded).not.toContainEqual(expect.stringMatching(/[\\/](archiver|lodash|zip-stream)[\\/]/));
});

test('whatever needs archiver afterwards gets it', async () => {
  const found = await printed(
    `const archiver = require('module').createRequire(from.resolve('cdktf'))('archiver'); console.log(JSON.stringify(typeof archiver('zip').finalize))`,
  );
  expect(found).toBe('function');
});
