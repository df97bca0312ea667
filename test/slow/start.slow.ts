import { join } from 'node:path';
import { run } from '@goldenpath/testing/command';
import { ROOT } from '@goldenpath/testing/fleet';
import { cloudlessEnvironment } from '@goldenpath/testing/simulated-fleet';

const start = (env: NodeJS.ProcessEnv) =>
  run(process.execPath, [join(ROOT, 'scripts', 'start.mjs')], {
    cwd: ROOT,
    env: { ...cloudlessEnvironment(), ...env },
  });
const lastLine = (text: string) => text.trimEnd().split('\n').at(-1);

test('npm start ends with the simulated deploy of the example fleet', async () => {
  const { code, stdout } = await start({});
  expect(lastLine(stdout)).toMatch(/^14 stacks to deploy: .*(done|unchanged)\. .*\(simulated\)$/);
  expect(code).toBe(0);
}, 120_000);

test.each([
  ['no engine', { GOLDENPATH_TERRAFORM: '/not/there' }, 'GOLDENPATH_TERRAFORM is /not/there, which is not there.'],
  ['real credentials', { AWS_PROFILE: 'work' }, 'A simulated run does not start with credentials of a real cloud'],
])(
  'with %s it says so in one line, having done the rest',
  async (_, env, reason) => {
    const { code, stdout } = await start(env);
    expect(stdout).toContain('\nNext\n');
    expect(lastLine(stdout)).toContain(`Skipped the simulated deployment. ${reason}`);
    expect(code).toBe(0);
  },
  120_000,
);
