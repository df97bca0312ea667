import { existsSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import { engineCacheFolder, EngineError, type EngineOptions, findEngine } from '@goldenpath/deploy';
import { isNewEnough } from '../src/engine/engine';
import { put, putProgram, testdir } from './support/testdir';

const saying = (version: string) => `echo '{"terraform_version":"${version}"}'`;
const options = (env: Record<string, string>): EngineOptions => ({ env, cache: '/nowhere', mayFetch: false });

/** Finds an engine with only these programs on the PATH. */
function find(programs: Readonly<Record<string, string>>, env: Record<string, string> = {}) {
  const folder = testdir();
  for (const [name, script] of Object.entries(programs)) putProgram(folder, name, script);
  return { folder, found: findEngine(options({ PATH: `/not/there:${folder}`, ...env })) };
}

test('terraform on the PATH is preferred to tofu', async () => {
  const { folder, found } = find({ terraform: saying('1.12.2'), tofu: saying('1.11.0') });
  expect(await found).toEqual({ program: `${folder}/terraform`, name: 'Terraform', version: '1.12.2', origin: 'path' });
});

test('tofu is used when terraform is too old or missing', async () => {
  const { folder, found } = find({ terraform: saying('1.5.7'), tofu: saying('1.11.0') });
  expect(await found).toEqual({ program: `${folder}/tofu`, name: 'OpenTofu', version: '1.11.0', origin: 'path' });
  expect(await find({ tofu: saying('1.11.0') }).found).toMatchObject({ name: 'OpenTofu' });
});

test('GOLDENPATH_TERRAFORM has priority, as a path or as the name of a command', async () => {
  const mine = putProgram(testdir(), 'my own', `[ "$2" = -json ] && ${saying('2.0.1')} || echo OpenTofu v2.0.1`);
  const { found } = find({ terraform: saying('1.12.2') }, { GOLDENPATH_TERRAFORM: mine });
  expect(await found).toEqual({ program: mine, name: 'OpenTofu', version: '2.0.1', origin: 'asked' });
  const byName = find({ terraform: saying('1.12.2'), tofu: saying('1.11.3') }, { GOLDENPATH_TERRAFORM: 'tofu' });
  expect(await byName.found).toMatchObject({ name: 'OpenTofu', origin: 'asked' });
});

test('the engine in GOLDENPATH_TERRAFORM is never silently replaced', async () => {
  const good = { terraform: saying('1.12.2') };
  const file = put(testdir(), 'terraform', 'no program');
  const cases: [string, string][] = [
    ['/not/there/terraform', 'is /not/there/terraform, which does not exist.'],
    ['opentofu', 'which is not on the PATH.'],
    [file, 'which cannot be executed.'],
    [putProgram(testdir(), 'old', saying('1.10.5')), 'is version 1.10.5, which is older than 1.11.0.'],
    [putProgram(testdir(), 'broken', 'exit 3'), 'which failed to print its version (exit code 3).'],
    [putProgram(testdir(), 'other', 'echo hello'), 'which does not print its version like Terraform.'],
  ];
  for (const [asked, message] of cases) {
    const { found } = find(good, { GOLDENPATH_TERRAFORM: asked });
    await expect(found).rejects.toThrow(EngineError);
    await expect(found).rejects.toThrow(message);
  }
});

test('without an engine the error is one line with the candidates and the remedy', async () => {
  const { folder, found } = find({ terraform: saying('1.5.7') });
  await expect(found).rejects.toThrow(EngineError);
  await expect(found).rejects.toMatchObject({
    message:
      `No usable Terraform: ${folder}/terraform is version 1.5.7, which is older than 1.11.0, ` +
      'there is no tofu on the PATH. Install Terraform or OpenTofu 1.11.0 or newer and put it on the PATH, ' +
      'or set GOLDENPATH_TERRAFORM to the path of one.',
    remedy: expect.stringContaining('GOLDENPATH_TERRAFORM'),
  });
});

test.each(['', '.', 'cache', './.cache'])('the cache folder %j is ignored in favour of the default', (folder) => {
  for (const name of ['XDG_CACHE_HOME', 'LOCALAPPDATA'])
    expect(engineCacheFolder({ [name]: folder, HOME: '/home/joe' })).toBe('/home/joe/.cache/goldenpath/engines');
  const home = engineCacheFolder({ HOME: folder });
  expect(home).toBe(engineCacheFolder({}));
  expect(isAbsolute(home)).toBe(true);
});

test('a cache folder with an absolute path is used', () => {
  expect(engineCacheFolder({ XDG_CACHE_HOME: '/var/cache', HOME: '/home/joe' })).toBe('/var/cache/goldenpath/engines');
});

test('a program in the working directory is not an engine, whatever the PATH contains', async () => {
  const folder = testdir();
  const ran = join(folder, 'ran');
  putProgram(folder, 'terraform', `: > '${ran}'; ${saying('1.12.2')}`);
  const relativeFolder = relative(process.cwd(), folder);
  for (const path of ['', '.', `:${relativeFolder}:`, relativeFolder])
    await expect(findEngine(options({ PATH: path }))).rejects.toThrow('there is no terraform on the PATH');
  expect(existsSync(ran)).toBe(false);
});

test('a relative GOLDENPATH_TERRAFORM is the same program in every folder', async () => {
  const program = putProgram(testdir(), 'terraform', saying('1.12.2'));
  const found = await findEngine(options({ PATH: '', GOLDENPATH_TERRAFORM: relative(process.cwd(), program) }));
  expect(found.program).toBe(program);
});

test.each([
  ['1.11.0', true],
  ['1.11.0-rc1', false],
  ['1.12.0-beta1', true],
  ['1.9.9', false],
  ['2.0.0', true],
  ['0.15.5', false],
])('%s is new enough: %s', (version, expected) => {
  expect(isNewEnough(version)).toBe(expected);
});
