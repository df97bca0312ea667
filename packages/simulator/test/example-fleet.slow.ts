import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accountOf, exampleStacks } from './support/example-stacks';
import { Workbench } from './support/terraform';

const stacks = exampleStacks();
const names = Object.keys(stacks);
const planted: string[] = [];
let bench: Workbench;

beforeAll(async () => {
  let drawn = 0;
  bench = await Workbench.open(stacks, {
    accountId: accountOf(stacks),
    // Every secret that the cloud generates can be found if it leaks.
    random: (size) => {
      drawn += 1;
      return Buffer.alloc(size, `${drawn}-planted`);
    },
  });
}, 60_000);

afterAll(() => bench.simulator.stop());

test('the fleet has stacks of the platform and of applications', () => {
  expect(names.filter((name) => name.startsWith('platform-')).length).toBeGreaterThan(0);
  expect(names.filter((name) => name.startsWith('app-')).length).toBeGreaterThan(0);
});

// In this order: what one stack made, the next ones read.
test.each(names)(
  '%s: init, validate, plan, apply, and then there is nothing left to do',
  async (name) => {
    await bench.init(name);
    expect(await bench.terraform(name, 'validate', '-no-color')).toMatchObject({ code: 0 });
    expect(await bench.plan(name)).toMatchObject({ code: 2 });
    const applied = await bench.apply(name);
    expect(applied.output).toContain('Apply complete!');
    const again = await bench.plan(name);
    expect(again.output).toContain('No changes.');
    expect(again.code).toBe(0);
    planted.push(applied.output, again.output, readFileSync(join(bench.folder, name, 'terraform.tfstate'), 'utf8'));
  },
  60_000,
);

test('protected resources are not destroyed', async () => {
  for (const name of names.filter((one) => JSON.stringify(stacks[one]).includes('"prevent_destroy":true'))) {
    const run = await bench.terraform(name, 'destroy', '-auto-approve', '-input=false', '-no-color');
    expect(run).toMatchObject({ code: 1 });
    expect(run.output).toContain('Instance cannot be destroyed');
  }
}, 60_000);

test('a plan of all stacks together has no changes either', async () => {
  const runs = await Promise.all(names.map((name) => bench.plan(name)));
  expect(runs.map(({ code }) => code)).toEqual(names.map(() => 0));
}, 60_000);

test('secrets in the cloud are neither in a state nor in the output of Terraform', () => {
  const versions = bench.simulator.account.all('aws_secretsmanager_secret_version');
  const passwords = versions.map(
    ({ vault }) => (JSON.parse(String(vault?.['secret_string'])) as { password: string }).password,
  );
  expect(passwords.length).toBeGreaterThan(3);
  expect(passwords.filter((password) => planted.some((text) => text.includes(password)))).toEqual([]);
});
