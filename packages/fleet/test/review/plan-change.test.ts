import { builtInRegistry } from '@goldenpath/parts';
import type { FleetVersion } from '@goldenpath/review';
import { fleetContext } from '../../src/context';
import { type PlanChoice, planChange } from '../../src/review/plan-change';

const UP_TO_A_HUNDRED: PlanChoice = { maxPlans: 100 };

const versionWith = (...stacks: readonly string[]) =>
  ({ stacks: new Map(stacks.map((name) => [name, {}])) }) as unknown as FleetVersion;

const context = fleetContext({ cwd: '/', env: { GOLDENPATH_TERRAFORM: 'no-such-engine', PATH: '' } });
const options = { scratch: '', registry: builtInRegistry, context };

const plansOf = (choice: PlanChoice) =>
  planChange(versionWith('app-web'), versionWith('app-web', 'app-shop'), choice, options);

test('stacks that differ are planned by default, unless there are too many', async () => {
  expect(await plansOf({ maxPlans: 1 })).toEqual({
    source: 'none',
    note: '2 stacks differ, and more than 1 are not planned here (`--max-plans`).',
    stacks: [],
  });
});

test('`--no-plan` plans nothing', async () => {
  expect((await plansOf({ plan: false, maxPlans: 1 })).note).toBe('Plans were skipped (`--no-plan`).');
});

test('without a stack that differs, nothing is planned and there is no note', async () => {
  const same = await planChange(versionWith(), versionWith(), UP_TO_A_HUNDRED, options);
  expect(same).toEqual({ source: 'simulated', note: null, stacks: [] });
});

test('without an engine, the error suggests `--no-plan`', async () => {
  const aws = { accountId: '111122223333', region: 'eu-west-1', partition: 'aws' };
  const platform = { organisation: 'acme', aws, environments: [{ name: 'prod', aws }] };
  const version = { ...versionWith('app-web'), facts: { platform } } as unknown as FleetVersion;
  await expect(planChange(version, version, UP_TO_A_HUNDRED, options)).rejects.toMatchObject({
    message: expect.stringContaining('no-such-engine, which is not on the PATH'),
    remedy: expect.stringMatching(/^Install Terraform .* Or leave the plans out with `--no-plan`\.$/),
  });
});

test('a move to another account and region is not planned, because the simulated cloud would be empty', async () => {
  const aws = { accountId: '111122223333', region: 'eu-west-1', partition: 'aws' };
  const platform = { organisation: 'acme', aws, environments: [{ name: 'prod', aws }] };
  const versionOf = (facts: object) =>
    ({ ...versionWith('app-web'), facts: { platform: facts } }) as unknown as FleetVersion;
  const moved = { ...platform, aws: { ...platform.aws, accountId: '444455556666', region: 'eu-central-1' } };
  const plans = await planChange(versionOf(platform), versionOf(moved), UP_TO_A_HUNDRED, options);
  expect(plans.source).toBe('none');
  expect(plans.note).toMatch(/^Another account, another region: /);
  const other = { ...platform, environments: [{ name: 'prod', aws: { ...aws, accountId: '444455556666' } }] };
  const ofOne = await planChange(versionOf(platform), versionOf(other), UP_TO_A_HUNDRED, options);
  expect(ofOne.note).toMatch(/^Another account: /);
});
