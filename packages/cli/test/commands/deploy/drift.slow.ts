import * as path from 'node:path';
import { Account } from '@goldenpath/simulator';
import { copyOfFleet, goldenpathIn, plannedActions, simulated } from '@goldenpath/testing/simulated-fleet';

const SLOW = 60_000;
const INSTANCE = 'aws_db_instance';

/** The example fleet's development database, deployed, and the cloud that it is in. */
async function deployed(): Promise<{ folder: string; account: Account; key: string }> {
  const folder = copyOfFleet();
  await simulated(folder, 'deploy', '--stack', 'platform-dev');
  const account = new Account(path.join(folder, 'dist', 'simulated', 'account'));
  const key = account.all(INSTANCE)[0]?.key;
  if (key === undefined) throw new Error('there is no database');
  return { folder, account, key };
}

test(
  'a change outside Terraform is reported, and reverted by a deploy',
  async () => {
    const { folder, account, key } = await deployed();
    account.tamper(INSTANCE, key, { backup_retention_period: 1 });
    const { stdout, code } = await goldenpathIn(folder, ['plan', '--simulate', '--stack', 'platform-dev']);
    expect(code).toBe(0);
    expect(stdout).toContain(
      '! aws_db_instance.shared-instance  was changed outside Terraform: backup_retention_period\n',
    );
    expect(stdout).toMatch(/~ update {2}aws_db_instance\.shared-instance\n {6}backup_retention_period: 1 → \d+\n/);
    await simulated(folder, 'deploy', '--stack', 'platform-dev');
    expect(plannedActions(await simulated(folder, 'plan', '--stack', 'platform-dev'))).toEqual([]);
  },
  SLOW,
);

test(
  'a resource that was deleted outside Terraform is created again',
  async () => {
    const { folder, account, key } = await deployed();
    account.destroy(INSTANCE, key);
    const report = await simulated(folder, 'plan', '--stack', 'platform-dev');
    expect(plannedActions(report)).toEqual(['platform-dev: create aws_db_instance.shared-instance']);
  },
  SLOW,
);

test(
  'what only the service moves, and storage that it grows below its maximum, is no drift (B09)',
  async () => {
    const { folder, account, key } = await deployed();
    account.tamper(INSTANCE, key, { latest_restorable_time: '2026-11-27T03:05:00Z', allocated_storage: 30 });
    const { stdout, code } = await goldenpathIn(folder, ['plan', '--simulate', '--stack', 'platform-dev']);
    expect(code).toBe(0);
    expect(stdout).not.toContain('outside Terraform');
    expect(stdout).toContain('1 stack to plan: 1 unchanged.');
  },
  SLOW,
);
