import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  LOCK_FILE,
  LockFileError,
  makeLock,
  openPlanWriter,
  parseLockFile,
  readSavedPlans,
  readStacks,
  realTarget,
  type Stack,
  stackLock,
} from '@goldenpath/deploy';
import { engineHere, runHere, statuses } from './support/run';
import { zipOf } from './support/release-server';
import { stackTree } from './support/stacks';
import { put, testdir } from './support/testdir';

const SLOW = 240_000;
const PLATFORM = `${process.platform === 'win32' ? 'windows' : process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`;
const OTHER = PLATFORM === 'linux_arm64' ? 'linux_amd64' : 'linux_arm64';

/** A mirror of providers in the layout of `terraform providers mirror`. Its programs are never started: no resource uses them. */
function mirrorWith(content: string): string {
  const mirror = testdir();
  for (const [name, version] of [
    ['first', '1.2.3'],
    ['second', '2.0.0'],
  ] as const)
    for (const platform of [PLATFORM, OTHER])
      for (const host of ['registry.terraform.io', 'registry.opentofu.org']) {
        const file = `terraform-provider-${name}_${version}_${platform}.zip`;
        const at = join(mirror, host, 'acme', name, file);
        mkdirSync(dirname(at), { recursive: true });
        writeFileSync(at, zipOf({ [`terraform-provider-${name}_v${version}`]: `${content} ${name} ${platform}` }));
      }
  return mirror;
}

/** Two stacks, of which the second requires one provider more. */
function tree(): { readonly root: string; readonly stacks: readonly Stack[] } {
  const root = stackTree({ one: { resources: {} }, two: { resources: {} } });
  const first = { source: 'acme/first', version: '1.2.3' };
  const second = { source: 'acme/second', version: '2.0.0' };
  const write = (name: string, required_providers: object) =>
    put(
      root,
      `stacks/${name}/cdk.tf.json`,
      JSON.stringify({
        terraform: { required_providers, backend: { local: { path: 'here.tfstate' } } },
        resource: { terraform_data: { x: { input: name } } },
      }),
    );
  write('one', { first });
  write('two', { first, second });
  return { root, stacks: readStacks(root) };
}

/** The environment of an engine that installs providers from a mirror alone. */
function installingFrom(mirror: string): NodeJS.ProcessEnv {
  const config = put(
    testdir(),
    'config.tfrc',
    `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`,
  );
  return { ...process.env, TF_CLI_CONFIG_FILE: config };
}

async function locksOf(stacks: readonly Stack[], mirror: string) {
  const engine = await engineHere();
  const text = await makeLock(stacks, { engine, env: process.env, platforms: [PLATFORM, OTHER], mirror });
  const locks = parseLockFile(text, LOCK_FILE);
  return new Map(stacks.map((stack) => [stack.name, stackLock(stack, engine, { file: LOCK_FILE, locks })]));
}

const problemsOf = (outcomes: Awaited<ReturnType<typeof runHere>>) =>
  outcomes.map(({ problems }) => problems.map(({ summary, detail }) => `${summary} ${detail}`).join('\n'));
/** The providers are installed, and then the engine wants to start them: they are no real ones. */
const INSTALLED = /^Failed to load plugin schemas/m;

test(
  'A6: the engine installs the locked providers, and leaves the lock file as it was committed',
  async () => {
    const { root, stacks } = tree();
    const mirror = mirrorWith('genuine');
    const locks = await locksOf(stacks, mirror);
    expect(locks.get('one')).not.toContain('acme/second');
    expect(locks.get('two')).toMatch(/acme\/first"[\s\S]*acme\/second"/);
    const outcomes = await runHere(root, 'plan', { target: realTarget(installingFrom(mirror), locks) });
    for (const problems of problemsOf(outcomes)) expect(problems).toMatch(INSTALLED);
    expect(readFileSync(join(root, 'stacks/two', LOCK_FILE), 'utf8')).toBe(locks.get('two'));
  },
  SLOW,
);

test(
  'A6: a provider with another content is not installed, as it is without a lock file',
  async () => {
    const { root, stacks } = tree();
    const locks = await locksOf(stacks, mirrorWith('genuine'));
    const env = installingFrom(mirrorWith('forged'));
    const outcomes = await runHere(root, 'deploy', { target: realTarget(env, locks) });
    expect(statuses(outcomes)).toEqual({ one: 'failed', two: 'failed' });
    for (const problems of problemsOf(outcomes)) {
      expect(problems).toMatch(/checksum/);
      expect(problems).not.toMatch(INSTALLED);
    }
    const unlocked = await runHere(tree().root, 'plan', { target: realTarget(env) });
    for (const problems of problemsOf(unlocked)) expect(problems).toMatch(INSTALLED);
  },
  SLOW,
);

test(
  'A6: a saved plan is applied with the lock file that it was made with',
  async () => {
    const root = stackTree({ one: { resources: {} } });
    const resource = { terraform_data: { x: { input: 'one' } } };
    const terraform = { backend: { local: { path: 'here.tfstate' } } };
    put(root, 'stacks/one/cdk.tf.json', JSON.stringify({ terraform, resource }));
    const stacks = readStacks(root);
    const target = realTarget(process.env, new Map([['one', '# No provider.\n']]));
    const of = { target: 'here', engine: 'this' };
    const plans = testdir();
    const writer = openPlanWriter(plans, of);
    writer.end(stacks, await runHere(root, 'plan', { target, keep: writer.keep }));
    const applied = await runHere(root, 'deploy', { target, saved: readSavedPlans(plans, of) });
    expect([statuses(applied), problemsOf(applied)]).toEqual([{ one: 'applied' }, ['']]);
  },
  SLOW,
);

test(
  'A6: providers that the mirror does not have are an error with the words of the engine',
  async () => {
    const { stacks } = tree();
    const engine = await engineHere();
    const options = { engine, env: process.env, platforms: [PLATFORM], mirror: testdir() };
    const error: unknown = await makeLock(stacks, options).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(LockFileError);
    expect(String(error)).toContain('acme/first');
  },
  SLOW,
);
