import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '@goldenpath/testing/fleet';
import { testFolder } from '@goldenpath/testing/folders';
import {
  copyOfFleet,
  goldenpathIn,
  type RunReport,
  simulated,
  statusCounts,
} from '@goldenpath/testing/simulated-fleet';

/** Real Terraform in a simulated cloud, which evaluates the policies of the role that each stack assumes. */

function edit(folder: string, from: string, to: string): void {
  const file = join(folder, 'platform.yaml');
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(from);
  writeFileSync(file, text.replace(from, to));
}

/** The example fleet, whose stacks assume the roles that bootstrap makes. */
function fleetWithRoles(): string {
  const folder = copyOfFleet();
  edit(
    folder,
    '\n  region: eu-west-2\n',
    '\n  region: eu-west-2\n  roles: { plan: team/goldenpath-idp-plan, deploy: team/goldenpath-idp-deploy }\n',
  );
  return folder;
}

async function bootstrapped(folder: string): Promise<string> {
  const { code, stdout, stderr } = await goldenpathIn(folder, ['bootstrap', 'deploy', '--local-state', '--simulate']);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  return stdout;
}

function summaries({ stacks }: RunReport): string[] {
  return stacks.flatMap(({ problems }) => problems.map(({ summary }) => summary));
}

test('the roles of bootstrap plan and deploy every stack of the example fleet', async () => {
  const folder = fleetWithRoles();
  // A key of the customer, managed log groups and all that RDS needs for them.
  edit(
    folder,
    'sizes: [small]\n',
    'sizes: [small]\n      kmsKey: arn:aws:kms:eu-west-2:123456789012:key/1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d\n      logRetentionDays: 30\n',
  );
  await bootstrapped(folder);
  const deployed = await simulated(folder, 'deploy', '--auto-approve', '--no-provision');
  expect(summaries(deployed)).toEqual([]);
  expect(statusCounts(deployed)).toEqual({ applied: deployed.stacks.length });
  const planned = await simulated(folder, 'plan');
  expect(summaries(planned)).toEqual([]);
  expect(statusCounts(planned)).toEqual({ unchanged: planned.stacks.length });

  // The same stacks, when they assume the plan role to deploy: Terraform reads, and creates nothing.
  edit(folder, 'deploy: team/goldenpath-idp-deploy', 'deploy: team/goldenpath-idp-plan');
  edit(folder, 'logRetentionDays: 30', 'logRetentionDays: 60');
  const denied = await simulated(folder, 'deploy', '--auto-approve', '--no-provision', '--stack', 'platform-dev');
  expect(summaries(denied).join('\n')).toContain(
    'AccessDenied: User: arn:aws:sts::123456789012:assumed-role/goldenpath-idp-plan/terraform is not authorized to perform: logs:',
  );
});

test('A1: the roles of bootstrap deploy the stacks of three accounts, each in its own', async () => {
  const folder = testFolder();
  cpSync(join(ROOT, 'examples', 'acme'), folder, { recursive: true });
  const made = await bootstrapped(folder);
  for (const account of ['111111111111', '222222222222', '333333333333'])
    expect(made).toMatch(new RegExp(`bootstrap-${account} {2}done`));
  const deployed = await simulated(folder, 'deploy', '--auto-approve', '--no-provision');
  expect(summaries(deployed)).toEqual([]);
  expect(statusCounts(deployed)).toEqual({ applied: deployed.stacks.length });
  expect(statusCounts(await simulated(folder, 'plan'))).toEqual({ unchanged: deployed.stacks.length });

  // Production assumes its plan role to deploy. The roles of the other accounts do not help it.
  edit(folder, 'accountId: "333333333333"\n', 'accountId: "333333333333"\n      roles: { deploy: goldenpath/plan }\n');
  edit(folder, 'minimumBackupRetentionDays: 14', 'minimumBackupRetentionDays: 15');
  const denied = await simulated(folder, 'deploy', '--auto-approve', '--no-provision');
  const problems = summaries(denied);
  expect(problems.length).toBeGreaterThan(0);
  for (const problem of problems)
    expect(problem).toContain('AccessDenied: User: arn:aws:sts::333333333333:assumed-role/plan/terraform');
});
